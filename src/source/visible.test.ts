import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columns } from './columns.ts';
import { visible } from './visible.ts';

test('controls become their pictures or escapes', () => {
  expect(visible('a\u001b[2Jb\r\n\u007f\u009b\u2028\u202ec')).toBe('a␛[2Jb␍␊␡\\u{9b}\\u{2028}\\u{202e}c');
});

test('what is to be kept is kept', () => {
  expect(visible('a\tb\nc\u0007', '\t\n')).toBe('a\tb\nc␇');
});

test('nothing that a terminal acts on is left', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[\p{Cc}\u2028\u2029]/u.test(visible(text))));
});

test.each([
  ['abc', 3],
  ['日本', 4],
  ['e\u0301', 1],
  ['✅ ok', 5],
  ['🚀', 2],
  ['', 0],
])('%s takes %i columns', (text, wanted) => {
  expect(columns(text)).toBe(wanted);
});
