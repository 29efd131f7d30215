const plain = /^[A-Za-z0-9_@%+:,./-]+$/;

/**
 * A word that a POSIX shell reads back as exactly this text (POSIX.1-2017, 2.2.2 Single-Quotes). Throws a `RangeError` for a NUL byte,
 * which no argument of a process can hold.
 */
export function quote(word: string): string {
  if (word.includes('\0')) throw new RangeError('a NUL byte cannot be part of a command');
  if (plain.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command line that a POSIX shell splits into exactly these words. */
export function quoteAll(words: readonly string[]): string {
  return words.map(quote).join(' ');
}
