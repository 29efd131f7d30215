import { PythonRegex } from '../../template/python/regex.ts';
import type { Result } from '../module.ts';

/** Searches a text; gives what the groups have matched, or `undefined` when nothing matches. `^` and `$` match at every line. */
export function search(pattern: string, text: string): Result | undefined {
  const regex = PythonRegex.compile(pattern, { multiline: true });
  const match = regex.search(text);
  if (match === undefined) return undefined;
  const groups = match.groups.map((group) => group ?? null);
  const names = [...pattern.matchAll(/\(\?P<(\w+)>/g)].map(([, name = '']) => name);
  const named = names.map((name): [string, string | null] => [
    name,
    groups[(regex.groupNumber(name) ?? 0) - 1] ?? null,
  ]);
  return { match_groups: groups, match_groupdict: new Map(named) };
}
