/** Controls, line separators and the marks that reorder text: what a terminal would act on instead of showing. */
const hostile = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * A text as it is safe on a terminal: C0 controls as their Unicode pictures (`␛`), other controls as `\u{9b}`. Line ends are controls too;
 * `keep` names the characters to leave alone.
 */
export function visible(text: string, keep = ''): string {
  return text.replace(hostile, (character) => (keep.includes(character) ? character : picture(character)));
}

function picture(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `\\u{${code.toString(16)}}`;
}
