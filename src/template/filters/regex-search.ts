import { display } from '../display.ts';
import { textOf } from '../python/coerce.ts';
import { PythonRegex, type RegexMatch } from '../python/regex.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';
import { variadicFilter } from './filter.ts';

/**
 * `text | regex_search(regex, groups…, ignorecase, multiline)`: the first match, or the list of the groups that `'\\1'` and
 * `'\\g<name>'` ask for; nothing when there is none.
 */
export const regexSearchFilter = variadicFilter((value, { args, kwargs }) => {
  const [regex = kwargs.get('regex'), ...groups] = args;
  if (regex === undefined) throw failure('the filter `regex_search` needs `regex`');
  for (const name of kwargs.keys())
    if (!['regex', 'ignorecase', 'multiline'].includes(name))
      throw failure(`the filter \`regex_search\` has no argument \`${name}\``);
  const flags = {
    ignoreCase: truthy(kwargs.get('ignorecase') ?? false),
    multiline: truthy(kwargs.get('multiline') ?? false),
  };
  const pattern = PythonRegex.compile(textOf(regex, '`regex`'), flags);
  const references = groups.map((group) => groupReference(display(group)));
  const match = pattern.search(display(value));
  if (match === undefined) return null;
  return references.length === 0 ? match.text : references.map((reference) => groupOf(pattern, match, reference));
});

function groupReference(written: string): string {
  const [, name, digits] = /^\\(?:g<(\S+)>|(\d+))/.exec(written) ?? [];
  const reference = name ?? digits;
  if (reference === undefined) throw failure(`\`${written}\` refers to no group`, "write `'\\\\1'` or `'\\\\g<name>'`");
  return reference;
}

function groupOf(pattern: PythonRegex, { text, groups }: RegexMatch, reference: string): Value {
  const number = pattern.groupNumber(reference);
  if (number === undefined) throw failure(`the pattern has no group \`${reference}\``);
  return number === 0 ? text : (groups[number - 1] ?? null);
}
