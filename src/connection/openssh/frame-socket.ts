import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Deferred } from '../../std/deferred.ts';

/** More than this in one frame is no frame of ours: a packet of SSH has 32 KiB (RFC 4253, section 6.1), OpenSSH's own limit is 256 KiB. */
const longestFrame = 1 << 20;

/** A socket of this machine that carries frames: a length of four bytes, then as many bytes. */
export class FrameSocket {
  /** Resolves when the other side is gone. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  #taker: ((frame: Buffer) => void) | undefined;
  #queue: Buffer[] = [];
  #rest: Buffer[] = [];
  #restBytes = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    // `close` follows, and tells whoever waits.
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
  }

  /** Connects to a socket file. Rejects with the system's error. */
  static async connect(path: string): Promise<FrameSocket> {
    const socket = connect(path);
    await once(socket, 'connect');
    return new FrameSocket(socket);
  }

  /** Gives every frame to `taker` from now on, those first that have come before. */
  take(taker: (frame: Buffer) => void): void {
    this.#taker = taker;
    for (const frame of this.#queue.splice(0)) taker(frame);
  }

  /** The next frame; rejects when the other side is gone before it. */
  next(): Promise<Buffer> {
    const early = this.#queue.shift();
    if (early !== undefined) return Promise.resolve(early);
    const frame = new Deferred<Buffer>();
    this.#taker = (next) => {
      this.#taker = undefined;
      frame.resolve(next);
    };
    void this.closed.then(() => frame.reject(new Error('the other side hung up')));
    return frame.promise;
  }

  /** Sends bytes that are framed already; a promise when the other side is slow to take them, resolved when it may get more. */
  send(framed: Buffer): Promise<unknown> | undefined {
    if (this.#socket.destroyed) return this.closed;
    if (this.#socket.write(framed)) return undefined;
    return Promise.race([new Promise((resolve) => this.#socket.once('drain', resolve)), this.closed]);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#rest.push(chunk);
    this.#restBytes += chunk.length;
    while (this.#restBytes >= 4) {
      const wanted = 4 + this.#peekLength();
      if (wanted > longestFrame) {
        this.destroy();
        return;
      }
      if (this.#restBytes < wanted) return;
      this.#give(this.#cut(wanted).subarray(4));
    }
  }

  #peekLength(): number {
    if ((this.#rest[0] as Buffer).length < 4) this.#rest = [Buffer.concat(this.#rest)];
    return (this.#rest[0] as Buffer).readUInt32BE(0);
  }

  #cut(bytes: number): Buffer {
    const all = this.#rest.length === 1 ? (this.#rest[0] as Buffer) : Buffer.concat(this.#rest);
    this.#rest = [all.subarray(bytes)];
    this.#restBytes -= bytes;
    return all.subarray(0, bytes);
  }

  #give(frame: Buffer): void {
    if (this.#taker === undefined) this.#queue.push(frame);
    else this.#taker(frame);
  }
}
