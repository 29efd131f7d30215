/** Takes the fields of a packet as SSH writes them (RFC 4251, section 5); throws a `RangeError` when it is too short for them. */
export class PacketReader {
  readonly #packet: Buffer;
  #at = 0;

  constructor(packet: Buffer) {
    this.#packet = packet;
  }

  byte(): number {
    return this.#packet.readUInt8(this.#skip(1));
  }

  bool(): boolean {
    return this.byte() !== 0;
  }

  uint32(): number {
    return this.#packet.readUInt32BE(this.#skip(4));
  }

  string(): Buffer {
    const length = this.uint32();
    const from = this.#skip(length);
    if (this.#at > this.#packet.length) throw new RangeError('a packet ends within a string');
    return this.#packet.subarray(from, this.#at);
  }

  #skip(bytes: number): number {
    const from = this.#at;
    this.#at += bytes;
    return from;
  }
}
