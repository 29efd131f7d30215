const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The characters that the salt of a `crypt` hash is made of. */
export const saltCharacters = alphabet;

/**
 * Bytes as `crypt` writes them, six bits a character from the lowest: `order` lists the bytes three by three, high to low; `-1` stands
 * for a byte of zero, of which no character is written.
 */
export function encodeCrypt(bytes: Uint8Array, order: readonly number[]): string {
  let text = '';
  for (let at = 0; at < order.length; at += 3) {
    const triple = order.slice(at, at + 3);
    const [high = 0, middle = 0, low = 0] = triple.map((index) => (index === -1 ? 0 : bytes[index]!));
    const missing = triple.filter((index) => index === -1).length;
    let word = (high << 16) | (middle << 8) | low;
    for (let character = 0; character < 4 - missing; character++) {
      text += alphabet[word & 63];
      word >>>= 6;
    }
  }
  return text;
}
