/** The bytes without any of `unwanted` at either end (white space of ASCII, if not given); bytes of no text encoding survive. */
export function trimBytes(bytes: Buffer, unwanted = ' \t\n\v\f\r'): Buffer {
  const codes = Buffer.from(unwanted, 'latin1');
  const wanted = (byte: number) => !codes.includes(byte);
  const first = bytes.findIndex(wanted);
  return first < 0 ? Buffer.alloc(0) : bytes.subarray(first, bytes.findLastIndex(wanted) + 1);
}
