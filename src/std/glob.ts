/**
 * A shell glob (`*`, `?`, `[abc]`, `[a-z]`, `[!abc]`) as a regular expression that matches whole texts, as Python's `fnmatch` reads it:
 * `*` also passes `/`, and a bracket that is not closed is itself.
 */
export function globToRegExp(glob: string): RegExp {
  const source = glob.replace(
    /\[(!?)(\]?[^\]]*)\]|[\s\S]/g,
    (piece, not: string | undefined, members: string | undefined) => {
      if (members !== undefined) return characterSet(not === '!', members);
      if (piece === '*') return '.*';
      return piece === '?' ? '.' : escapeRegExp(piece);
    },
  );
  return new RegExp(`^(?:${source})$`, 's');
}

/** A text as a regular expression that matches it and nothing else. */
export function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function characterSet(negated: boolean, members: string): string {
  const ordered = members.replace(/(.)-(.)/gs, (range, from: string, to: string) => (from <= to ? range : ''));
  const escaped = ordered.replace(/[\\\]^[]/g, '\\$&');
  if (escaped === '') return negated ? '.' : '(?!)';
  return `[${negated ? '^' : ''}${escaped}]`;
}
