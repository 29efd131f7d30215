/** The number of a hardware address in any of its usual spellings; `undefined` for any other text. */
export function parseMac(text: string): bigint | undefined {
  const pattern =
    /^(?:[\da-f]{12}|[\da-f]{1,2}(?:[:-][\da-f]{1,2}){5}|[\da-f]{4}(?:[.:-][\da-f]{4}){2}|[\da-f]{6}[:-][\da-f]{6})$/i;
  if (!pattern.test(text)) return undefined;
  const groups = text.split(/[:.-]/);
  const width = 12 / groups.length;
  return BigInt(`0x${groups.map((group) => group.padStart(width, '0')).join('')}`);
}

/** A hardware address as digits in groups. */
export function formatMac(mac: bigint, size: number, separator: string): string {
  const digits = mac.toString(16).padStart(12, '0');
  return digits.match(new RegExp(`.{${size}}`, 'g'))!.join(separator);
}
