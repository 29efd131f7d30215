import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Float } from '../std/float.ts';
import { parseJson } from './json.ts';

describe('what is no JSON', () => {
  const cases: readonly (readonly [text: string, at: number, problem: string])[] = [
    ['', 0, 'a JSON value is wanted'],
    ['[1, ]', 4, 'a JSON value is wanted'],
    ['[1 2]', 3, 'a `,` or `]` is wanted'],
    ['{"a": 1', 7, 'a `,` or `}` is wanted'],
    ['{"a" 1}', 5, 'a `:` is wanted after the key'],
    ['{a: 1}', 1, 'a key in double quotes is wanted'],
    ['{"a": "x}', 6, 'the text in quotes is not closed, or holds a bad escape'],
    ['["\\x"]', 1, 'the text in quotes is not closed, or holds a bad escape'],
    ['["a\nb"]', 1, 'the text in quotes is not closed, or holds a bad escape'],
    ['[01]', 1, 'a JSON value is wanted'],
    ['[1.]', 1, 'a JSON value is wanted'],
    ['[truex]', 5, 'a `,` or `]` is wanted'],
    ['{} x', 3, 'something follows the end of the JSON value'],
    ['Traceback (most recent call last):', 0, 'a JSON value is wanted'],
  ];

  test.each(cases)('%j', (text, at, problem) => {
    expect(parseJson('a.json', text)).toEqual({ problem, at });
  });
});

test('numbers keep their kind', () => {
  const node = parseJson('a.json', '[1, -2, 1.0, 1.5, 1e3, 9007199254740993, NaN, -Infinity]');
  const values =
    'kind' in node && node.kind === 'seq' ? node.items.map((item) => item.kind === 'scalar' && item.value) : [];
  const infinite = [Number.NaN, Number.NEGATIVE_INFINITY];
  expect(values).toEqual([1, -2, new Float(1), 1.5, new Float(1000), 9007199254740993n, ...infinite]);
});

test('of a key given twice the later value stands', () => {
  expect(parseJson('a.json', '{"a": 1, "a": 2}')).toMatchObject({ entries: [{ value: { value: 2 } }] });
});

test('what is JSON to the platform is JSON here, and the other way round', () => {
  const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', '-1.5e3', 'null', 'true', ' ', '"\\n"', '"');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect('kind' in parseJson('a.json', text)).toBe(isJson);
    }),
    { numRuns: 2000 },
  );
});
