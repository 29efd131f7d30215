import type { Readable, Writable } from 'node:stream';
import { endRemote, lostMeanwhile } from '../command/end-remote.ts';
import type { Exit, Running } from '../command/running.ts';
import type { EndReport } from '../connection.ts';
import type { ProxiedSession } from './proxied-session.ts';

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
    const session = this.#session;
    if (session.closed.settled) return lostMeanwhile;
    const report = await endRemote(lifeline, {
      closed: this.closed,
      hangUp: () => session.close(),
      endInput: () => session.endInput(),
    });
    return report.sure && (await session.exit.promise) === undefined ? lostMeanwhile : report;
  }

  release(): void {
    this.#session.close();
  }
}

async function endOf(session: ProxiedSession, started: Promise<void>, lost: () => Error): Promise<Exit> {
  const exit = await Promise.race([session.exit.promise, started.then(() => session.exit.promise)]);
  if (exit !== undefined) return exit;
  await started;
  throw lost();
}
