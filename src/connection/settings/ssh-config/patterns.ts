/** Whether a text matches a list of patterns of ssh_config(5): one of them, and none that begins with `!`. Case does not matter. */
export function matchesPatterns(patterns: readonly string[], text: string): boolean {
  const matches = (pattern: string) => matchesWildcards(pattern.toLowerCase(), text.toLowerCase());
  if (patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1)))) return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern));
}

/**
 * Only `*` and `?` mean something special here, so that IPv6 addresses can be written. A mismatch goes back to the last `*` alone, since
 * those before it have nothing to gain: many stars take no longer than one, which a regular expression does not promise.
 */
function matchesWildcards(pattern: string, text: string): boolean {
  let [at, inText, star, taken] = [0, 0, -1, 0];
  while (inText < text.length) {
    if (pattern[at] === '*') {
      star = at;
      taken = inText;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[inText])) {
      at += 1;
      inText += 1;
    } else if (star < 0) return false;
    else {
      taken += 1;
      [at, inText] = [star + 1, taken];
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
