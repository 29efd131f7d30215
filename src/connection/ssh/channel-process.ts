import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClientChannel } from 'ssh2';
import type { Exit, Running } from '../command/running.ts';
import { signalName } from '../command/signal-name.ts';
import type { EndReport } from '../connection.ts';

/** Milliseconds in which a guard has ended its command and the server has said so, the way there and back included. */
const guardNeeds = 2200;
const hangUpNeeds = 1000;

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
    if (!this.#open) return { sure: false, how: 'the connection was lost at the same time' };
    if (!lifeline) {
      this.#channel.close();
      await this.#closedWithin(hangUpNeeds);
      return { sure: false, how: 'its channel was closed, which does not end every command' };
    }
    // Not `end()`: that waits until a command that does not read has read everything.
    this.#channel.eof();
    if (await this.#closedWithin(guardNeeds)) return { sure: true, how: 'its process group was ended' };
    return { sure: false, how: 'the host did not say that it has ended' };
  }

  release(): void {
    this.#channel.close();
    this.#channel.resume();
    this.#channel.stderr.resume();
  }

  async #closedWithin(milliseconds: number): Promise<boolean> {
    const late = new AbortController();
    const wait = delay(milliseconds, false, { signal: late.signal }).catch(() => false);
    const closed = await Promise.race([this.closed.then(() => true), wait]);
    late.abort();
    return closed;
  }
}

function exitOf(code: number | null, signal: string | undefined): Exit {
  return code === null ? { code: null, signal: signalName(signal ?? 'SIGUNKNOWN') } : { code, signal: null };
}
