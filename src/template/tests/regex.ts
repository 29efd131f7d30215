import { display } from '../display.ts';
import { PythonRegex } from '../python/regex.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';
import { test } from './test.ts';

const parameters = { pattern: '', ignorecase: false, multiline: false, match_type: 'search' };

/** `x is regex(pattern, ignorecase, multiline, match_type)`: whether the pattern is found in it. */
export const regexTest = test(parameters, (value, args) => matches(value, args));

/** Whether a pattern is found in a value's text, at its start or over all of it, as `match_type` says. */
export function matches(
  value: Value,
  {
    pattern,
    ignorecase,
    multiline,
    match_type,
  }: { pattern: Value; ignorecase: Value; multiline: Value; match_type: Value },
): boolean {
  const text = display(value);
  const regex = PythonRegex.compile(display(pattern), { ignoreCase: truthy(ignorecase), multiline: truthy(multiline) });
  switch (match_type) {
    case 'search':
      return regex.search(text) !== undefined;
    case 'match':
      return regex.match(text) !== undefined;
    case 'fullmatch':
      return regex.fullMatch(text) !== undefined;
    default:
      throw failure('`match_type` is `search`, `match` or `fullmatch`');
  }
}
