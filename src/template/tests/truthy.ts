import { defined } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';
import { test } from './test.ts';

/** `x is truthy(convert_bool)`: whether it counts as true; with `convert_bool` words such as `no` count for what they say. */
export const truthyTest = test({ convert_bool: false }, (value, { convert_bool }) =>
  isTrue(value, truthy(convert_bool)),
);

/** `x is falsy(convert_bool)`: the opposite. */
export const falsyTest = test(
  { convert_bool: false },
  (value, { convert_bool }) => !isTrue(value, truthy(convert_bool)),
);

const trueWords = new Set(['y', 'yes', 'on', '1', 'true', 't']);
const falseWords = new Set(['n', 'no', 'off', '0', 'false', 'f']);

function isTrue(value: Value, byWord: boolean): boolean {
  const word = byWord && typeof defined(value) === 'string' ? String(value).toLowerCase().trim() : undefined;
  if (word !== undefined && trueWords.has(word)) return true;
  return word !== undefined && falseWords.has(word) ? false : truthy(value);
}
