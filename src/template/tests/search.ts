import { matches } from './regex.ts';
import { test } from './test.ts';

/** `x is search(pattern, ignorecase, multiline)`: whether the pattern is found anywhere in it. */
export const searchTest = test({ pattern: '', ignorecase: false, multiline: false }, (value, args) =>
  matches(value, { ...args, match_type: 'search' }),
);
