/** Controls, line separators and the marks that reorder text: what a terminal would act on instead of showing. */
const hostile = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * A text as it is safe on a terminal: C0 controls as their Unicode pictures (`␛`), other controls as `\u{9b}`. Line ends are controls too;
 * `keep` names the characters to leave alone.
 */
export function visible(text: string, keep = ''): string {
  return replaceHostile(text, keep, picture);
}

/** Text that is JSON, or YAML with what is hostile in double quotes: it reads as the same, and is as safe on a terminal as {@link visible}. */
export function escaped(json: string): string {
  return replaceHostile(json, '\n', (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Whether a text has something in it that {@link visible} would change. */
export function isHostile(text: string): boolean {
  return text.search(hostile) >= 0;
}

function replaceHostile(text: string, keep: string, by: (character: string) => string): string {
  return text.replace(hostile, (character) => (keep.includes(character) ? character : by(character)));
}

function picture(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `\\u{${code.toString(16)}}`;
}
