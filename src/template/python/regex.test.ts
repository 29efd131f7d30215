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

  it('says what is wrong with a pattern, and where', () => {
    expect(() => PythonRegex.compile('a(b')).toThrow('`a(b` is not a pattern: a `(` is never closed, at character 4');
    expect(() => PythonRegex.compile('[z-a]')).toThrow('the range `z-a` is backward, at character 5');
    expect(() => PythonRegex.compile('(?P=x)')).toThrow('there is no group `x` to refer to');
  });
});
