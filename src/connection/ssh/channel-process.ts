import type { Readable, Writable } from 'node:stream';
import type { ClientChannel } from 'ssh2';
import { endRemote, lostMeanwhile } from '../command/end-remote.ts';
import type { Exit, Running } from '../command/running.ts';
import { signalName } from '../command/signal-name.ts';
import type { EndReport } from '../connection.ts';

/** A command that runs on a session channel. */
export class ChannelProcess implements Running {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly exit: Promise<Exit>;
  readonly closed: Promise<void>;
  readonly #channel: ClientChannel;
  #open = true;

  /** `lost` says why a channel was closed without the command's end. To be made before anything is read from the channel. */
  constructor(channel: ClientChannel, lost: () => Error) {
    this.#channel = channel;
    this.stdin = channel;
    this.stdout = channel;
    this.stderr = channel.stderr;
    this.closed = new Promise((resolve) => channel.once('close', () => resolve()));
    this.exit = new Promise((resolve, reject) => {
      // An error is dear, and most commands end as they should.
      const unexplained = () => reject(lost());
      channel.once('close', unexplained);
      channel.once('exit', (code: number | null, signal?: string) => {
        channel.off('close', unexplained);
        resolve(exitOf(code, signal));
      });
    });
    // Whoever has given up on the command does not wait for its exit.
    this.exit.catch(() => {});
    channel.on('error', () => {});
    channel.once('close', () => {
      this.#open = false;
    });
  }

  async end(lifeline: boolean): Promise<EndReport> {
    const channel = this.#channel;
    if (!this.#open) return lostMeanwhile;
    return await endRemote(lifeline, {
      closed: this.closed,
      hangUp: () => channel.close(),
      // Not `end()`: that waits until a command that does not read has read everything.
      endInput: () => channel.eof(),
    });
  }

  release(): void {
    this.#channel.close();
    this.#channel.resume();
    this.#channel.stderr.resume();
  }
}

function exitOf(code: number | null, signal: string | undefined): Exit {
  return code === null ? { code: null, signal: signalName(signal ?? 'SIGUNKNOWN') } : { code, signal: null };
}
