import { globToRegExp } from '../../../std/glob.ts';

/** Whether a text matches a list of patterns of ssh_config(5): one of them, and none that begins with `!`. Case does not matter. */
export function matchesPatterns(patterns: readonly string[], text: string): boolean {
  const matches = (pattern: string) => patternToRegExp(pattern.toLowerCase()).test(text.toLowerCase());
  if (patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1)))) return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern));
}

/** Brackets mean nothing special here, so that IPv6 addresses can be written. */
function patternToRegExp(pattern: string): RegExp {
  return globToRegExp(pattern.replaceAll('[', '[[]'));
}
