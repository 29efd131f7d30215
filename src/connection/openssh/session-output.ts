import { Readable } from 'node:stream';

/** What a command writes, as it comes from the host; `taken` is told how many bytes somebody here has taken, so that more may come. */
export class SessionOutput {
  readonly stream: Readable;
  readonly #taken: (bytes: number) => void;
  #waiting = 0;
  #ended = false;

  constructor(taken: (bytes: number) => void) {
    this.#taken = taken;
    this.stream = new Readable({
      read: () => {
        const bytes = this.#waiting;
        this.#waiting = 0;
        if (bytes > 0) taken(bytes);
      },
    });
  }

  push(bytes: Buffer): void {
    const more = this.#ended || this.stream.destroyed || this.stream.push(bytes);
    if (more) this.#taken(bytes.length);
    else this.#waiting += bytes.length;
  }

  end(): void {
    if (!this.#ended) this.stream.push(null);
    this.#ended = true;
  }
}
