import { visible } from '../source/visible.ts';
import { wellFormed } from '../std/well-formed.ts';

/** Line ends of every kind are `\n` in reports, tabs stay, and of the rest nothing is acted on by a terminal or refused by UTF-8. */
export function printable(text: string): string {
  if (!/[^\n\t\x20-\x7e]/.test(text)) return text;
  return visible(wellFormed(text.replaceAll('\r\n', '\n')), '\n\t');
}
