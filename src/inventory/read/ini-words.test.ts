import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitWords } from './ini-words.ts';

const cases: readonly (readonly [line: string, words: readonly string[]])[] = [
  ['web a=1 b=2', ['web', 'a=1', 'b=2']],
  ['web\ta=1  ', ['web', 'a=1']],
  ['web a="x y" b=\'p q\'', ['web', 'a=x y', 'b=p q']],
  ['web a="it\'s" b=\'say "hi"\'', ['web', "a=it's", 'b=say "hi"']],
  ['web a="\\"x\\" \\n" b=p\\ q', ['web', 'a="x" \\n', 'b=p q']],
  ["web a='\\n'", ['web', 'a=\\n']],
  ['web a=1 # rest', ['web', 'a=1']],
  ['web a=1 ; rest', ['web', 'a=1']],
  ['web a=x;y', ['web', 'a=x;y']],
  ['web a=x#y b=2', ['web', 'a=x']],
  ['web a="x#y"', ['web', 'a=x#y']],
  ['web a=""', ['web', 'a=']],
  ['# all of it', []],
];

test.each(cases)('%s', (line, words) => {
  const split = splitWords(line);
  if ('unclosedAt' in split) throw new Error(`unclosed at ${split.unclosedAt}`);
  const upToComment = split.map(({ text }) => text);
  expect(upToComment).toEqual(words);
});

test.each([
  ['web a="x', 6],
  ["web a='x", 6],
  ['web a=x\\', 7],
])('%s is not closed', (line, unclosedAt) => {
  expect(splitWords(line)).toEqual({ unclosedAt });
});

test('words stand where they say', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '"b c"', ' ', '=', "'", '#', '\\', ';')), (parts) => {
      const line = parts.join('');
      const words = splitWords(line);
      if ('unclosedAt' in words) return;
      let last = 0;
      for (const { start, end } of words) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(line.length);
    }),
  );
});
