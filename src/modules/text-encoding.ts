import { decodeEscaped, encodeEscaped } from './escaped-utf8.ts';

/** A text in an encoding, or why that cannot be. */
export type Encoded = { readonly bytes: Buffer } | { readonly problem: string; readonly help: string };

type Encode = (character: string) => Iterable<number> | undefined;

/** Text as bytes of an encoding that is named as Python names it (`utf-8`, `latin-1`, `cp1252`, `utf_16`, …). */
export function encodeText(text: string, encoding: string): Encoded {
  const label = labelOf(encoding);
  if (isUtf8(label)) return { bytes: encodeEscaped(text) };
  const encode = encoderOf(label);
  if (encode === undefined) return unknownEncoding(encoding);
  const bytes: number[] = label === 'utf-16' ? [0xff, 0xfe] : label === 'utf-32' ? [0xff, 0xfe, 0, 0] : [];
  for (const character of text) {
    const encoded = encode(character);
    if (encoded === undefined) {
      return {
        problem: `\`${character}\` has no form in \`${encoding}\``,
        help: 'leave it out, or use the encoding `utf-8`',
      };
    }
    bytes.push(...encoded);
  }
  return { bytes: Buffer.from(bytes) };
}

/** A text that was read from bytes, or why that cannot be. */
export type Decoded = { readonly text: string } | { readonly problem: string; readonly help: string };

/** Bytes as a text, by an encoding that is named as Python names it. A byte that is no UTF-8 becomes a lone surrogate. */
export function decodeText(bytes: Buffer, encoding: string): Decoded {
  const label = labelOf(encoding);
  if (isUtf8(label)) return { text: decodeEscaped(bytes) };
  if (isLatin1(label)) return { text: bytes.toString('latin1') };
  const bigEndian = label === 'utf-16' && bytes[0] === 0xfe && bytes[1] === 0xff;
  const decoder = isAscii(label)
    ? decoderOf('utf-8', true)
    : decoderOf(bigEndian ? 'utf-16be' : standardLabel(label), true, label !== 'utf-16');
  if (decoder === undefined) return unknownEncoding(encoding);
  try {
    return { text: decodeWhole(decoder, bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { problem: `the file is not in \`${encoding}\``, help: 'name the encoding that it is in' };
  }
}

/** In one go Node.js 20 reads windows-1252 as Latin-1. */
function decodeWhole(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string {
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

const labelOf = (encoding: string): string => encoding.toLowerCase().replaceAll(/[\s_]/g, '-');
const isUtf8 = (label: string): boolean => /^(utf-?8|u8|utf)$/.test(label);
const isAscii = (label: string): boolean => /^(us-)?ascii$/.test(label);
const isLatin1 = (label: string): boolean => /^(latin-?1|l1|iso-?8859-?1|8859|cp819)$/.test(label);

function unknownEncoding(encoding: string): { problem: string; help: string } {
  return {
    problem: `there is no encoding \`${encoding}\``,
    help: 'use `utf-8`, `utf-16`, `latin-1`, `cp1252` or the like',
  };
}

function encoderOf(label: string): Encode | undefined {
  const unicode = /^utf-?(16|32)-?(le|be)?$/.exec(label);
  if (unicode !== null) return unicode[1] === '16' ? utf16(unicode[2] === 'be') : utf32(unicode[2] === 'be');
  if (isAscii(label)) return upTo(0x7f);
  if (isLatin1(label)) return upTo(0xff);
  const table = tableOf(standardLabel(label));
  return table && ((character) => table.get(character));
}

/** Names of Python's for which the Encoding standard has others. */
function standardLabel(label: string): string {
  return label
    .replace(/^utf-?16-?(le|be)$/, 'utf-16$1')
    .replace(/^cp(125\d|874)$/, 'windows-$1')
    .replace(/^cp866$/, 'ibm866')
    .replace(/^(?:iso-?)?8859-(\d+)$/, 'iso-8859-$1')
    .replace(/^iso8859-(\d+)$/, 'iso-8859-$1')
    .replace(/^latin-?9$/, 'iso-8859-15')
    .replace(/^mac-roman$/, 'macintosh')
    .replace(/^(?:cp)?(?:932|sjis)$/, 'shift_jis')
    .replace(/^shift-jis$/, 'shift_jis')
    .replace(/^cp949$/, 'euc-kr');
}

const upTo =
  (last: number): Encode =>
  (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code <= last ? [code] : undefined;
  };

const utf16 =
  (bigEndian: boolean): Encode =>
  (character) => {
    const bytes = Buffer.from(character, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };

const utf32 =
  (bigEndian: boolean): Encode =>
  (character) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(character.codePointAt(0) ?? 0);
    return bigEndian ? bytes.swap32() : bytes;
  };

type Table = ReadonlyMap<string, readonly number[]>;

const tables = new Map<string, Table>();

/** What each character is in one of the older encodings, which Node.js only reads: found by reading all that one or two bytes can be. */
function tableOf(label: string): Table | undefined {
  const known = tables.get(label);
  if (known !== undefined) return known;
  const decoder = decoderOf(label);
  if (decoder === undefined) return undefined;
  const table = new Map<string, readonly number[]>();
  const add = (bytes: readonly number[]): void => {
    const text = decodeWhole(decoder, Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes);
  };
  for (let byte = 0; byte <= 0xff; byte++) add([byte]);
  if (table.size < 0xc0)
    for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) add([lead, trail]);
  tables.set(label, table);
  return table;
}

function decoderOf(label: string, fatal = false, ignoreBOM = true): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(label, { ignoreBOM, fatal });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
