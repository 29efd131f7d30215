import type { Readable } from 'node:stream';
import { Tally } from './tally.ts';

/** Bytes of one SFTP request: OpenSSH answers to up to 255 KiB. */
export const block = 255 * 1024;

/** Content on its way, in pieces of {@link block} bytes and a last one that may be shorter; tallied as they are taken. */
export class Blocks {
  readonly tally = new Tally();
  readonly #content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

  constructor(content: Uint8Array | Readable) {
    this.#content = content instanceof Uint8Array ? [content] : content;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    let waiting: Buffer[] = [];
    let room = block;
    for await (const chunk of this.#content) {
      let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      for (; rest.length >= room; room = block) {
        yield this.#joined([...waiting, rest.subarray(0, room)]);
        rest = rest.subarray(room);
        waiting = [];
      }
      if (rest.length > 0) waiting.push(rest);
      room -= rest.length;
    }
    if (waiting.length > 0) yield this.#joined(waiting);
  }

  #joined(pieces: readonly Buffer[]): Buffer {
    const [first] = pieces;
    const whole = pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces);
    this.tally.add(whole);
    return whole;
  }
}
