import { matches } from './regex.ts';
import { test } from './test.ts';

/** `x is match(pattern, ignorecase, multiline)`: whether the pattern matches at its start. */
export const matchTest = test({ pattern: '', ignorecase: false, multiline: false }, (value, args) =>
  matches(value, { ...args, match_type: 'match' }),
);
