import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { closedWithin } from './command/closed-within.ts';
import type { Exit, Running } from './command/running.ts';
import { signalName } from './command/signal-name.ts';
import { ChannelRefused, type EndReport } from './connection.ts';

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** Milliseconds from SIGTERM to SIGKILL; the guard needs as long. */
const killAfter = 1000;

/** Where the commands of this machine run, when not where this process does. */
export interface Surroundings {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** A command of this machine, in a process group of its own. */
export class LocalProcess implements Running {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly exit: Promise<Exit>;
  readonly closed: Promise<void>;
  readonly #child: Child;

  private constructor(child: Child) {
    this.#child = child;
    this.stdin = child.stdin;
    this.stdout = child.stdout;
    this.stderr = child.stderr;
    this.exit = new Promise((resolve) => child.once('exit', (code, signal) => resolve(exitOf(code, signal))));
    this.closed = new Promise((resolve) => child.once('close', () => resolve()));
    // A command that ends before it has read its input closes the pipe: that is no error of ours.
    child.stdin.on('error', () => {});
  }

  /** Starts `/bin/sh -c command`. Rejects with {@link ChannelRefused} when this machine cannot start another process. */
  static async start(command: string, surroundings: Surroundings = {}): Promise<LocalProcess> {
    const child = spawnShell(command, surroundings);
    if (child.pid === undefined) throw cannotStart((await once(child, 'error'))[0]);
    return new LocalProcess(child);
  }

  async end(lifeline: boolean): Promise<EndReport> {
    if (lifeline) this.stdin.destroy();
    else this.#signal('SIGTERM');
    if (await closedWithin(this.closed, killAfter + 100)) return { sure: true, how: 'its process group was ended' };
    this.#signal('SIGKILL');
    if (await closedWithin(this.closed, 500)) return { sure: true, how: 'its process group was killed' };
    return { sure: false, how: 'something that it started still runs and holds its output open' };
  }

  release(): void {
    for (const stream of [this.stdin, this.stdout, this.stderr]) stream.destroy();
    this.#child.unref();
  }

  #signal(signal: NodeJS.Signals): void {
    try {
      process.kill(-(this.#child.pid as number), signal);
    } catch {
      // Nobody is left in the group, or they are another user's: whether it has closed tells which.
    }
  }
}

function exitOf(code: number | null, signal: NodeJS.Signals | null): Exit {
  return signal === null ? { code: code ?? 0, signal: null } : { code: null, signal: signalName(signal) };
}

function spawnShell(command: string, surroundings: Surroundings): Child {
  try {
    return spawn('/bin/sh', ['-c', command], { detached: true, stdio: 'pipe', ...surroundings });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'E2BIG') throw cannotStart(error);
    throw error;
  }
}

function cannotStart(error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  return new ChannelRefused(`this machine cannot start another process: ${code ?? message}`, {
    help: 'raise `ulimit -n` and `ulimit -u`, or lower `--forks`',
    cause: error,
  });
}
