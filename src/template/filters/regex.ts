import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { integerArgument, textOf } from '../python/coerce.ts';
import { PythonRegex, type RegexMatch } from '../python/regex.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { Tuple, type Value } from '../value.ts';
import { type Filter, filter, variadicFilter } from './filter.ts';

/** Filters with regular expressions of Python. */
export const regexFilters = {
  /**
   * `text | regex_search(regex, groups…, ignorecase, multiline)`: the first match, or the list of the groups that `'\\1'` and
   * `'\\g<name>'` ask for; nothing when there is none.
   */
  regex_search: variadicFilter((value, { args, kwargs }) => {
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
  }),

  /** `text | regex_findall(regex, multiline, ignorecase)`: every match, or what its groups matched. */
  regex_findall: filter(
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
  ),

  /** `text | regex_replace(pattern, replacement, ignorecase, multiline)`: with the matches replaced, `\1` and `\g<name>` in them. */
  regex_replace: filter(
    { pattern: '', replacement: '', ignorecase: false, multiline: false, count: 0, mandatory_count: 0 },
    (value, args) => {
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
    },
  ),

  /** `text | regex_escape(re_type)`: a pattern that matches the text and nothing else. */
  regex_escape: filter({ re_type: 'python' }, (value, { re_type }) => {
    const text = display(value);
    if (re_type === 'python') return text.replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, '\\$&');
    if (re_type === 'posix_basic') return text.replace(/[\].[^$*\\]/g, '\\$&');
    throw failure(`\`re_type\` is \`python\` or \`posix_basic\`, and \`${display(re_type)}\` was given`);
  }),
} satisfies Readonly<Record<string, Filter>>;

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
