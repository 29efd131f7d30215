import { Writable } from 'node:stream';
import { Deferred } from '../../std/deferred.ts';

/** Where what a command reads is sent. */
export interface SessionInputWay {
  /** The promise is resolved when more may be sent. */
  send(bytes: Buffer): Promise<unknown> | undefined;
  end(): void;
}

/** What a command reads, sent as fast as the host gives room for it (RFC 4254, section 5.2). */
export class SessionInput {
  readonly stream: Writable;
  readonly #way: SessionInputWay;
  #room = 0;
  #longest = 0;
  #moreRoom = new Deferred<void>();
  #over = false;

  constructor(way: SessionInputWay) {
    this.#way = way;
    this.stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => void this.#write(chunk).then(() => done(), done),
      final: (done) => {
        way.end();
        done();
      },
    });
    // A command that ends before it has read its input is no error of ours.
    this.stream.on('error', () => {});
  }

  /** The server takes so many bytes, in packets of no more than `longest`. */
  grant(bytes: number, longest = this.#longest): void {
    this.#room += bytes;
    this.#longest = longest;
    this.#wake();
  }

  /** Nothing more can be sent: what was not is dropped. */
  stop(): void {
    this.#over = true;
    this.#wake();
    this.stream.destroy();
  }

  async #write(chunk: Buffer): Promise<void> {
    for (let at = 0; at < chunk.length && !this.#over; ) {
      if (this.#room === 0) await this.#moreRoom.promise;
      if (this.#over) return;
      const part = chunk.subarray(at, at + Math.min(this.#room, this.#longest));
      at += part.length;
      this.#room -= part.length;
      await this.#way.send(part);
    }
  }

  #wake(): void {
    this.#moreRoom.resolve();
    this.#moreRoom = new Deferred();
  }
}
