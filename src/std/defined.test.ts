import { expect, it } from 'vitest';
import { defined } from './defined.ts';

it('leaves out what is undefined, and nothing else', () => {
  const found: { a: number; b?: string } = defined({ a: 0, b: undefined as string | undefined });
  expect(Object.keys(found)).toEqual(['a']);
  expect(defined({ a: null, b: false, c: '' })).toStrictEqual({ a: null, b: false, c: '' });
});
