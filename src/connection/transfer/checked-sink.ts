import { Writable } from 'node:stream';
import { Tally } from './tally.ts';
import { written } from './written.ts';

/**
 * Hands the bytes of a file on to a sink as fast as that takes them: all that follows the line `marker`, since a login shell may print
 * something of its own before it.
 */
export class CheckedSink extends Writable {
  readonly tally = new Tally();
  readonly #to: Writable;
  readonly #marker: string;
  #preface: Buffer | undefined = Buffer.alloc(0);

  constructor(to: Writable, marker: string) {
    super({ highWaterMark: 1 << 20 });
    this.#to = to;
    this.#marker = `${marker}\n`;
  }

  /** Whether the marker has come. */
  get begun(): boolean {
    return this.#preface === undefined;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const bytes = this.#afterMarker(chunk);
    this.tally.add(bytes);
    written(this.#to, bytes).then(() => done(), done);
  }

  #afterMarker(chunk: Buffer): Buffer {
    if (this.#preface === undefined) return chunk;
    const all = Buffer.concat([this.#preface, chunk]);
    const at = all.indexOf(this.#marker);
    this.#preface = at < 0 ? all.subarray(-this.#marker.length) : undefined;
    return at < 0 ? Buffer.alloc(0) : all.subarray(at + this.#marker.length);
  }
}
