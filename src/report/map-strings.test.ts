import { expect, test } from 'vitest';
import { mapStrings } from './map-strings.ts';

const shout = (text: string) => text.toUpperCase();

test('every string is replaced, in lists and in objects, and keys as well', () => {
  const value = { name: 'a', list: ['b', 1, null, { inner: true }], nothing: undefined };
  expect(mapStrings(value, shout)).toEqual({ NAME: 'A', LIST: ['B', 1, null, { INNER: true }], NOTHING: undefined });
});

test('a value that would be the same is given back itself', () => {
  const value = { NAME: 'A', LIST: ['B', 1, null, { INNER: true }] };
  expect(mapStrings(value, shout)).toBe(value);
});
