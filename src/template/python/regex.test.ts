import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../../test/rig/template-context.ts';
import { evaluateExpression } from '../evaluate.ts';
import { TemplateError } from '../template-error.ts';
import { PythonRegex } from './regex.ts';

const pieces = fc.constantFrom(
  ...[
    'a',
    'b',
    '.',
    '^',
    '$',
    '*',
    '+',
    '?',
    '{2}',
    '{,3}',
    '{1,}',
    '(',
    ')',
    '(?:',
    '(?P<x>',
    '(?P=x)',
    '(?=',
    '(?!',
    '(?<=',
  ],
  ...[
    '(?<!',
    '(?i)',
    '(?i:',
    '(?-i:',
    '(?x)',
    '(?>',
    '(?#',
    '[',
    ']',
    '[^',
    '-',
    '|',
    '\\d',
    '\\W',
    '\\b',
    '\\B',
    '\\A',
    '\\Z',
    '\\1',
    '\\',
  ],
  ...['\\x41', '\\u00e9', '\\n', '{', '}', '&&', '~', '#', ' ', 'é', '😀', '++', '*+', '?+', '{2}+'],
);

describe('any pattern', () => {
  it('can be searched for, or is an error of the template', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), fc.string({ maxLength: 20 }), (parts, text) => {
        try {
          const regex = PythonRegex.compile(parts.join(''));
          regex.search(text);
          regex.replace(text, '-');
        } catch (error) {
          if (!(error instanceof TemplateError)) throw error;
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('that was escaped matches its own text and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 5 }), (text, more) => {
        const pattern = String(evaluateExpression('text | regex_escape', contextOf({ text })));
        const found = (subject: string) => PythonRegex.compile(pattern).fullMatch(subject) !== undefined;
        expect([found(text), more !== '' && found(text + more)]).toEqual([true, false]);
      }),
    );
  });
});

describe('a search', () => {
  it('starts at the beginning whatever was searched before', () => {
    const regex = PythonRegex.compile('a');
    expect([regex.search('xa')?.start, [...regex.findAll('aa')].length, regex.replace('aa', 'b').text]).toEqual([
      1,
      2,
      'bb',
    ]);
  });

  it('numbers groups as Python does, whatever stands between them', () => {
    const regex = PythonRegex.compile('(?>(a)+)(?P<n>b)(c)?');
    expect(regex.search('aab')?.groups).toEqual(['a', 'b', undefined]);
    expect([regex.groupCount, regex.groupNumber('n'), regex.groupNumber('3'), regex.groupNumber('4')]).toEqual([
      3,
      2,
      3,
      undefined,
    ]);
  });

  it('knows ASCII only when told so, by an argument or in the pattern', () => {
    const found = (pattern: string, ascii: boolean) =>
      [...PythonRegex.compile(pattern, { ascii }).findAll('é1٣\u00a0 ')].map(({ text }) => text);
    expect([found('\\w', true), found('[^\\W]', true), found('(?a)\\w', false)]).toEqual([['1'], ['1'], ['1']]);
    expect([found('\\d', true), found('\\s', true), found('\\b1\\b', true)]).toEqual([['1'], [' '], ['1']]);
    expect([found('\\w', false), found('\\b1\\b', false)]).toEqual([['é', '1', '٣'], []]);
  });

  it('tells where a named group is, and fills in a template', () => {
    const regex = PythonRegex.compile('<(?P<inner>.*?)>(x)?');
    expect([regex.groupSpan('a<b>c', 'inner'), regex.groupSpan('abc', 'inner')]).toEqual([[2, 3], undefined]);
    expect(regex.expand(regex.search('a<b>c')!, '[\\g<inner>|\\2|\\g<0>]')).toBe('[b||<b>]');
  });

  it('says what is wrong with a pattern, and where', () => {
    expect(() => PythonRegex.compile('a(b')).toThrow('`a(b` is not a pattern: a `(` is never closed, at character 4');
    expect(() => PythonRegex.compile('[z-a]')).toThrow('the range `z-a` is backward, at character 5');
    expect(() => PythonRegex.compile('(?P=x)')).toThrow('there is no group `x` to refer to');
  });
});
