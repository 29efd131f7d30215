import { expect, test } from 'vitest';
import { partSpan } from './part-span.ts';

const file = 'a.yml';

test.each([
  ['as it is', 'web:db', 10, 16, 14, 16],
  ['in quotes', 'web:db', 10, 18, 15, 17],
  ['with escapes', 'web:db', 10, 20, 10, 20],
  ['over lines', 'web\ndb', 10, 16, 10, 16],
])('a text written %s', (_how, text, start, end, wantedStart, wantedEnd) => {
  expect(partSpan({ file, start, end }, text, { start: 4, end: 6 })).toEqual({
    file,
    start: wantedStart,
    end: wantedEnd,
  });
});

test('a part of no length is one character', () => {
  expect(partSpan({ file, start: 0, end: 3 }, 'web', { start: 2, end: 2 })).toEqual({ file, start: 2, end: 3 });
});
