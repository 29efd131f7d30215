/** A text that does not split into words: what is wrong, in words. */
export class SplitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SplitError';
  }
}

/**
 * Splits a command line into words as a POSIX shell does before any expansion: blanks separate, quotes join, a backslash takes the
 * next character as it is, and between double quotes only before `"` and `\` (as Python's `shlex.split`, which Ansible applies to
 * `command`). Throws a {@link SplitError} for a quote that is not closed or a backslash at the end.
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  const token = /(\s+)|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+)/gy;
  let word: string | undefined;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw new SplitError(unclosed(text[at] ?? ''));
    const [, blank, single, double, escaped, plain] = match;
    if (blank === undefined) {
      word = (word ?? '') + (single ?? double?.replace(/\\(["\\])/g, '$1') ?? escaped ?? plain ?? '');
    } else {
      if (word !== undefined) words.push(word);
      word = undefined;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

function unclosed(opener: string): string {
  return opener === '\\' ? 'nothing follows the `\\` at the end' : `the quote \`${opener}\` is not closed`;
}
