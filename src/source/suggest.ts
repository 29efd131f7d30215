/**
 * The candidate that `word` was probably meant to be, or `undefined` when none is near. Case, `-` for `_` and spaces count for nothing;
 * a swap of neighbours counts as one slip; about one slip in three letters is allowed; a word cut short finds its whole.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(word);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const score = nearness(wanted, fold(candidate), limit);
    if (candidate !== word && score < bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}

/** The help line of an unknown word: `did you mean ...`, or `fallback` when no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>, fallback?: string): { help?: string } {
  const near = suggest(word, candidates);
  if (near !== undefined) return { help: `did you mean \`${near}\`?` };
  return fallback === undefined ? {} : { help: fallback };
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[-\s]/g, '_');
}

function nearness(wanted: string, candidate: string, limit: number): number {
  if (candidate === wanted) return 0;
  if (Math.min(wanted.length, candidate.length) < 2) return Number.POSITIVE_INFINITY;
  if (Math.abs(wanted.length - candidate.length) <= limit) {
    const slips = distance(wanted, candidate);
    if (slips <= limit) return slips;
  }
  const cutShort = wanted.length >= 3 && candidate.startsWith(wanted);
  return cutShort ? limit + 1 + (candidate.length - wanted.length) / 1000 : Number.POSITIVE_INFINITY;
}

/** Damerau-Levenshtein in its optimal-string-alignment form: insert, delete, replace, swap neighbours. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + change);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length]!;
}
