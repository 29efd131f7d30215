import { globToRegExp } from '../std/glob.ts';
import type { Dict } from '../template/value.ts';

/**
 * The facts whose names match one of the shell patterns, with `ansible_` before the name or without; all of them when there is no
 * pattern. Only names at the top are looked at.
 */
export function filterFacts(facts: Dict, patterns: readonly string[]): Dict {
  const matchers = patterns.filter((pattern) => pattern !== '').map(globToRegExp);
  if (matchers.length === 0) return facts;
  const matches = (name: string) => matchers.some((matcher) => matcher.test(name) || matcher.test(`ansible_${name}`));
  return new Map([...facts].filter(([name]) => matches(String(name))));
}
