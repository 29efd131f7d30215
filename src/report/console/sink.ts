import type { Writable } from 'node:stream';

/**
 * Text on its way to a stream that may go away: after its first error (nobody reads any more, the disk is full) the rest is dropped. The
 * run goes on; telling of errors other than a closed pipe is for whoever owns the stream.
 */
export class Sink {
  readonly #stream: Writable;
  readonly #safe: (text: string) => string;
  #gone = false;

  /** `safe` is done to every text, which is whole lines. */
  constructor(stream: Writable, safe: (text: string) => string = (text) => text) {
    this.#stream = stream;
    this.#safe = safe;
    stream.on('error', () => {
      this.#gone = true;
    });
  }

  write(text: string): void {
    if (text !== '' && !this.#gone) this.#stream.write(this.#safe(text));
  }

  /** Resolves when what was written has left this process, or never will. */
  async drained(): Promise<void> {
    if (this.#gone || this.#stream.writableLength === 0) return;
    await new Promise<void>((resolve) => {
      this.#stream.once('error', () => resolve());
      this.#stream.write('', () => resolve());
    });
  }
}
