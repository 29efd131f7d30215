import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteAll } from './quote.ts';
import { SplitError, splitWords } from './words.ts';

describe('splitWords', () => {
  test.each([
    ['', []],
    ['  ', []],
    ['a b', ['a', 'b']],
    [" a\t'b c'\n", ['a', 'b c']],
    [`a'b'"c"d`, ['abcd']],
    [`''`, ['']],
    [`a "" b`, ['a', '', 'b']],
    ['a\\ b', ['a b']],
    [`"a\\"b\\\\c\\n$d"`, ['a"b\\c\\n$d']],
    [`'a\\'`, ['a\\']],
    ['a#b # c', ['a#b', '#', 'c']],
  ])('%j', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  test.each([
    [`a 'b`, "the quote `'` is not closed"],
    [`"b\\"`, 'the quote `"` is not closed'],
    ['a\\', 'nothing follows the `\\` at the end'],
  ])('%j is refused', (text, message) => {
    expect(() => splitWords(text)).toThrow(new SplitError(message));
  });

  test('gives back what quoteAll has quoted', () => {
    const words = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')));
    fc.assert(
      fc.property(words, (all) => {
        expect(splitWords(quoteAll(all))).toEqual(all);
      }),
    );
  });

  test('any text is split or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', "'", '"', '\\', '\n') }), (text) => {
        try {
          expect(splitWords(text).every((word) => typeof word === 'string')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(SplitError);
        }
      }),
    );
  });
});
