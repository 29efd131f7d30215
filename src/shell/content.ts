import type { Fields } from './look.ts';

/**
 * A POSIX shell function that prints the bytes of a file as {@link readContent} reads them, in need of the functions of looks. POSIX has
 * od(1); most hosts have something that prints less for the same bytes.
 */
export const contentFunction = `content() {
if has base64; then say base64 "$(base64 < "$1")"
elif has openssl; then say base64 "$(openssl base64 < "$1")"
else say hex "$(od -An -v -tx1 < "$1")"
fi
}`;

/** Reads the bytes that `content` has printed. */
export function readContent(fields: Fields): Buffer {
  const encoding = fields.next();
  const printed = fields.next();
  return encoding === 'hex' ? Buffer.from(printed.replace(/\s/g, ''), 'hex') : Buffer.from(printed, 'base64');
}
