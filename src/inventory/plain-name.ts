/**
 * Whether the name of a host or group cannot be taken for anything but a name. Inventory programs, `add_host` and `group_by` make names
 * of text that is not the user's: one with quotes, braces or brackets in it is unsafe text.
 */
export function isPlainName(name: string): boolean {
  return /^[\p{L}\p{N}_.:@%+-]*$/u.test(name);
}
