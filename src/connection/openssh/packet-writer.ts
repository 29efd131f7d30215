/** Builds the fields of a packet as SSH writes them (RFC 4251, section 5). */
export class PacketWriter {
  readonly #parts: Buffer[] = [];

  byte(value: number): this {
    this.#parts.push(Buffer.of(value));
    return this;
  }

  bool(value: boolean): this {
    return this.byte(value ? 1 : 0);
  }

  uint32(value: number): this {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeUInt32BE(value);
    this.#parts.push(bytes);
    return this;
  }

  string(value: string | Buffer): this {
    const bytes = typeof value === 'string' ? Buffer.from(value) : value;
    this.uint32(bytes.length).#parts.push(bytes);
    return this;
  }

  /** The packet so far, with its length before it. */
  framed(): Buffer {
    const body = Buffer.concat(this.#parts);
    return new PacketWriter().string(body).bytes();
  }

  /** The packet so far. */
  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}
