import { failure } from '../refuse.ts';
import { type Callable, Instance, type Value } from '../value.ts';
import { textOf } from './coerce.ts';

const encodings = new Map<string, BufferEncoding>([
  ['utf8', 'utf8'],
  ['utf16le', 'utf16le'],
  ['ascii', 'ascii'],
  ['usascii', 'ascii'],
  ['latin1', 'latin1'],
  ['iso88591', 'latin1'],
]);

/** The encoding of Python's name for it, as Node calls it. */
export function encodingOf(name: string): BufferEncoding {
  const encoding = encodings.get(name.toLowerCase().replace(/[-_]/g, ''));
  if (encoding === undefined)
    throw failure(`\`${name}\` is not an encoding that is known here`, 'use `utf-8`, `latin-1` or `ascii`');
  return encoding;
}

/** Python's `bytes`, as `text.encode()` gives them. */
export class Bytes extends Instance {
  override readonly typeName = 'bytes';
  readonly data: Buffer;

  constructor(data: Buffer) {
    super();
    this.data = data;
  }

  static encode(text: string, encoding: string): Bytes {
    return new Bytes(Buffer.from(text, encodingOf(encoding)));
  }

  override display(): string {
    const body = [...this.data].map(showByte).join('');
    return `b'${body}'`;
  }

  override attribute(name: string): Value | undefined {
    if (name === 'decode') return this.#decode;
    if (name === 'hex') return () => this.data.toString('hex');
    return undefined;
  }

  readonly #decode: Callable = ([encoding = 'utf-8']) => this.data.toString(encodingOf(textOf(encoding, '`encoding`')));

  override iterate(): Iterable<Value> {
    return this.data;
  }

  override get length(): number {
    return this.data.length;
  }

  override item(index: Value): Value | undefined {
    return typeof index === 'number' ? this.data.at(index) : undefined;
  }

  override compare(other: Value): number | undefined {
    return other instanceof Bytes ? Buffer.compare(this.data, other.data) : undefined;
  }
}

const escapes = new Map([
  [9, '\\t'],
  [10, '\\n'],
  [13, '\\r'],
  [39, "\\'"],
  [92, '\\\\'],
]);

function showByte(byte: number): string {
  const escaped = escapes.get(byte);
  if (escaped !== undefined) return escaped;
  return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
}
