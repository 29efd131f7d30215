import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromJson } from '../from-json.ts';
import { TemplateError } from '../template-error.ts';
import { parseQuery } from './parser.ts';
import { searchValue } from './search.ts';

const data = fromJson({ a: { b: [{ c: 1, d: 'x' }, { c: 2 }] }, list: [[1, 2], [3]], s: 'text', n: null });
const pieces = fc.constantFrom(
  ...[
    'a',
    'b',
    'c',
    'list',
    '"quoted"',
    "'raw'",
    '`1`',
    '`[1]`',
    '`bad',
    '.',
    '*',
    '[',
    ']',
    '[]',
    '[?',
    '[0]',
    '[*]',
    '[::2]',
    '[-1]',
  ],
  ...[
    '{',
    '}',
    '(',
    ')',
    ':',
    ',',
    '@',
    '&',
    '|',
    '||',
    '&&',
    '!',
    '==',
    '<',
    '>=',
    'length(',
    'sort_by(',
    'nope(',
    '1',
    ' ',
    '#',
  ],
);

describe('any query', () => {
  it('finds something or nothing, or is an error of the template', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 10 }), (parts) => {
        try {
          searchValue(parseQuery(parts.join('')), data);
        } catch (error) {
          if (!(error instanceof TemplateError)) throw error;
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('that is nested without end is an error', () => {
    expect(() => parseQuery('('.repeat(50_000))).toThrow(TemplateError);
  });
});

describe('a query that is wrong', () => {
  it.each([
    ['a.', '`a.` is not a JMESPath query: expected a name, and found the end, at character 3'],
    ['a[', '`a[` is not a JMESPath query: expected `*`, and found the end, at character 3'],
    ['a b', '`a b` is not a JMESPath query: `b` is out of place, at character 3'],
    ['a #', '`a #` is not a JMESPath query: `#` means nothing, at character 3'],
  ])('%s says where', (query, message) => {
    expect(() => parseQuery(query)).toThrow(message);
  });

  it('names the function that there is', () => {
    expect(() => searchValue(parseQuery('lenght(a)'), data)).toThrow('JMESPath has no function `lenght`');
  });
});
