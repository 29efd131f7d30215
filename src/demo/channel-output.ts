import type { ServerChannel } from 'ssh2';

interface Job {
  run(done: () => void): void;
}

/**
 * Everything a server sends on one channel, strictly in the order it was asked for. ssh2's server mixes up stdout and stderr when the
 * client's window fills while both are being written: it keeps the blocked chunk of one after it was sent, and sends it again in place
 * of the other's. So there is one write at a time, and what ssh2 remembers of it is wiped.
 */
export class ChannelOutput {
  readonly #channel: ServerChannel;
  readonly #jobs: Job[] = [];
  #busy = false;

  constructor(channel: ServerChannel) {
    this.#channel = channel;
    channel.on('error', () => {});
  }

  /** Sends data; resolves when the client's window has taken all of it, never if the channel ends before. */
  write(stream: 'stdout' | 'stderr', data: string | Uint8Array): Promise<void> {
    const target = stream === 'stdout' ? this.#channel : this.#channel.stderr;
    return new Promise((resolve) => {
      this.#add((done) =>
        target.write(data, () => {
          forgetBlockedChunk(this.#channel);
          resolve();
          done();
        }),
      );
    });
  }

  /** Does something once everything before it has been sent; at once when nothing waits. */
  afterwards(act: () => void): void {
    this.#add((done) => {
      act();
      done();
    });
  }

  #add(run: Job['run']): void {
    this.#jobs.push({ run });
    if (!this.#busy) this.#next();
  }

  #next(): void {
    const job = this.#jobs.shift();
    this.#busy = job !== undefined;
    job?.run(() => this.#next());
  }
}

function forgetBlockedChunk(channel: ServerChannel): void {
  Object.assign(channel, { _chunk: undefined, _chunkcb: undefined, _chunkErr: undefined, _chunkcbErr: undefined });
}
