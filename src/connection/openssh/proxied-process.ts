import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Exit, Running } from '../command/running.ts';
import type { EndReport } from '../connection.ts';
import type { ProxiedSession } from './proxied-session.ts';

/** Milliseconds in which a guard has ended its command and the server has said so, the way there and back included. */
const guardNeeds = 2200;
const hangUpNeeds = 1000;

/** A command that runs on a session of a master. */
export class ProxiedProcess implements Running {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly exit: Promise<Exit>;
  readonly closed: Promise<void>;
  readonly #session: ProxiedSession;

  /** `started` rejects when the server would not start the command; `lost` says why the channel was closed without the command's end. */
  constructor(session: ProxiedSession, started: Promise<void>, lost: () => Error) {
    this.#session = session;
    this.stdin = session.input.stream;
    this.stdout = session.stdout.stream;
    this.stderr = session.stderr.stream;
    this.closed = session.closed.promise;
    this.exit = endOf(session, started, lost);
    // Whoever has given up on the command does not wait for its exit.
    this.exit.catch(() => {});
  }

  async end(lifeline: boolean): Promise<EndReport> {
    if (this.#session.closed.settled) return { sure: false, how: 'the connection was lost at the same time' };
    if (!lifeline) {
      this.#session.close();
      await this.#closedWithin(hangUpNeeds);
      return { sure: false, how: 'its channel was closed, which does not end every command' };
    }
    this.#session.endInput();
    if (!(await this.#closedWithin(guardNeeds))) return { sure: false, how: 'the host did not say that it has ended' };
    const exit = await this.#session.exit.promise;
    if (exit === undefined) return { sure: false, how: 'the connection was lost at the same time' };
    return { sure: true, how: 'its process group was ended' };
  }

  release(): void {
    this.#session.close();
  }

  async #closedWithin(milliseconds: number): Promise<boolean> {
    const late = new AbortController();
    const wait = delay(milliseconds, false, { signal: late.signal }).catch(() => false);
    const closed = await Promise.race([this.closed.then(() => true), wait]);
    late.abort();
    return closed;
  }
}

async function endOf(session: ProxiedSession, started: Promise<void>, lost: () => Error): Promise<Exit> {
  const exit = await Promise.race([session.exit.promise, started.then(() => session.exit.promise)]);
  if (exit !== undefined) return exit;
  await started;
  throw lost();
}
