import { display } from '../display.ts';
import { integerArgument, textOf } from '../python/coerce.ts';
import { PythonRegex } from '../python/regex.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { filter } from './filter.ts';

const parameters = { pattern: '', replacement: '', ignorecase: false, multiline: false, count: 0, mandatory_count: 0 };

/** `text | regex_replace(pattern, replacement, ignorecase, multiline)`: with the matches replaced, `\1` and `\g<name>` in them. */
export const regexReplaceFilter = filter(parameters, (value, args) => {
  const pattern = PythonRegex.compile(textOf(args.pattern, '`pattern`'), {
    ignoreCase: truthy(args.ignorecase),
    multiline: truthy(args.multiline),
  });
  const { text, count } = pattern.replace(
    display(value),
    textOf(args.replacement, '`replacement`'),
    integerArgument(args.count, '`count`'),
  );
  const wanted = integerArgument(args.mandatory_count, '`mandatory_count`');
  if (wanted > 0 && count !== wanted) throw failure(`${wanted} matches were wanted, and ${count} found`);
  return text;
});
