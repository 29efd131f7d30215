import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression, compileTemplate } from '../template.ts';
import { TemplateError, TemplateSyntaxError } from '../template-error.ts';
import { defaultLexerOptions } from './delimiters.ts';
import { parseTemplate } from './parse.ts';

/** What templates are made of, in an order that makes no sense. */
const fragments = fc.constantFrom(
  ...['{{', '}}', '{%', '%}', '{#', '#}', '{%-', '-%}', '{%+', '+%}', '{{-', '-}}', '{{ ', ' }}', '{% ', ' %}'],
  ...[
    'if ',
    'elif ',
    'else',
    'endif',
    'for ',
    ' in ',
    'endfor',
    'set ',
    'endset',
    'macro ',
    'endmacro',
    'call ',
    'endcall',
  ],
  ...[
    'raw',
    'endraw',
    '{% raw %}',
    '{% endraw %}',
    'block ',
    'endblock',
    'include ',
    'import ',
    ' as ',
    'from ',
    'with ',
  ],
  ...[
    'filter ',
    'endfilter',
    'is ',
    'not ',
    'and ',
    'or ',
    'recursive',
    '|',
    '~',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '.',
  ],
  ...[
    '=',
    '==',
    '!=',
    '<',
    '<=',
    '**',
    '*',
    '//',
    '/',
    '%',
    '+',
    '-',
    '1',
    '1.5',
    '0x',
    '1_0',
    '007',
    '1e',
    '"',
    "'",
    '\\',
  ],
  ...[
    'x',
    'defined',
    'default',
    'true',
    'None',
    'é',
    '😀',
    '\n',
    '\r\n',
    '\t',
    ' ',
    '\0',
    '\ud800',
    '$',
    '`',
    '@',
    ';',
  ],
);
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.array(fragments, { maxLength: 40 }).map((parts) => `{{ ${parts.join('')} }}`),
);

/** The error of a compilation, whose place has to be in the text. */
function errorOf(compile: (text: string) => unknown, text: string): TemplateSyntaxError | undefined {
  try {
    compile(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    expect(error.start).toBeGreaterThanOrEqual(0);
    expect(error.end).toBeGreaterThanOrEqual(error.start);
    expect(error.end).toBeLessThanOrEqual(text.length);
    return error;
  }
}

describe('any text', () => {
  it('is a template or a syntax error with a place', () => {
    fc.assert(
      fc.property(texts, (text) => {
        errorOf(compileTemplate, text);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is an expression or a syntax error with a place', () => {
    fc.assert(
      fc.property(texts, (text) => {
        errorOf(compileExpression, text);
      }),
      { numRuns: 3_000 },
    );
  });

  it('without marks is its own text', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 100 }).filter((text) => !/\{[{%#]/.test(text)),
        (text) => {
          const shown = parseTemplate(text, defaultLexerOptions).body.map((part) =>
            part.kind === 'text' ? part.text : '?',
          );
          expect(shown.join('')).toBe(text);
        },
      ),
    );
  });

  it('in raw is its own text', () => {
    fc.assert(
      fc.property(
        fc
          .array(fragments)
          .map((parts) => parts.join(''))
          .filter((text) => !text.includes('endraw')),
        (inner) => {
          const { body } = parseTemplate(`{% raw %}x${inner}x{% endraw %}`, defaultLexerOptions);
          expect(body.map((part) => (part.kind === 'text' ? part.text : '?')).join('')).toBe(`x${inner}x`);
        },
      ),
    );
  });
});

describe('a text that is nested or long without end', () => {
  const times = 20_000;

  it.each([
    ['brackets', `{{ ${'('.repeat(times)} }}`],
    ['lists', `{{ ${'['.repeat(times)} }}`],
    ['dicts', `{{ ${'{1:'.repeat(times)} }}`],
    ['nots', `{{ ${'not '.repeat(times)}x }}`],
    ['signs', `{{ ${'-'.repeat(times)}x }}`],
    ['conditions', `{{ ${'1 if 1 else '.repeat(times)}1 }}`],
    ['calls', `{{ f(${'f('.repeat(times)} }}`],
    ['tags', '{% if x %}'.repeat(times)],
    ['loops', '{% for x in y %}'.repeat(times)],
    ['subscripts', `{{ x${'[x'.repeat(times)} }}`],
  ])('is an error when it is made of %s', (_, text) => {
    expect(errorOf(compileTemplate, text)).toBeInstanceOf(TemplateSyntaxError);
  });

  it.each([
    ['sums', `{{ 1${' + 1'.repeat(times)} }}`],
    ['filters', `{{ x${' | upper'.repeat(times)} }}`],
    ['attributes', `{{ x${'.x'.repeat(times)} }}`],
    ['comments', '{# x #}'.repeat(times)],
    ['expressions', '{{ 1 }}'.repeat(times)],
    ['open braces', '{'.repeat(times)],
    ['quotes', `{{ ${'"" '.repeat(times)} }}`],
    ['digits', `{{ ${'1'.repeat(times)} }}`],
    ['blanks', `{{ ${' '.repeat(times)} }}`],
    ['a text', `{{ '${'x\\n'.repeat(times)}' }}`],
  ])('is compiled or an error when it is made of %s', (_, text) => {
    expect(() => compileTemplate(text)).not.toThrow(RangeError);
  });

  it('may nest as deep as people write', () => {
    const deep = 60;
    expect(() => compileTemplate(`{{ ${'('.repeat(deep)}1${')'.repeat(deep)} }}`)).not.toThrow(TemplateError);
    expect(() => compileTemplate('{% if x %}'.repeat(deep) + '{% endif %}'.repeat(deep))).not.toThrow(TemplateError);
  });
});
