import { isUtf8 } from 'node:buffer';
import { quote } from './quote.ts';

/** Half of what one argument may hold: quoting makes text longer, and other things stand beside it. */
const longest = 64 * 1024;

/** A POSIX shell command that prints these bytes, or `undefined` for what is too long or is no text, which goes by standard input. */
export function inlineText(bytes: Uint8Array): string | undefined {
  if (bytes.length > longest || bytes.includes(0) || !isUtf8(bytes)) return undefined;
  return `printf %s ${quote(Buffer.from(bytes).toString())}`;
}
