import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { textOf } from '../python/coerce.ts';
import { PythonRegex } from '../python/regex.ts';
import { truthy } from '../truthy.ts';
import { Tuple, type Value } from '../value.ts';
import { filter } from './filter.ts';

/** `text | regex_findall(regex, multiline, ignorecase)`: every match, or what its groups matched. */
export const regexFindallFilter = filter(
  { regex: required, multiline: false, ignorecase: false },
  (value, { regex, multiline, ignorecase }) => {
    const pattern = PythonRegex.compile(textOf(regex, '`regex`'), {
      multiline: truthy(multiline),
      ignoreCase: truthy(ignorecase),
    });
    return [...pattern.findAll(display(value))].map(({ text, groups }): Value => {
      const [only = text, ...more] = groups.map((group) => group ?? '');
      return more.length === 0 ? only : Tuple.of(only, ...more);
    });
  },
);
