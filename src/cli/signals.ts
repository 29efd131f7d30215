import { writeSync } from 'node:fs';
import { exitCodes } from './exit-codes.ts';
import type { Invocation } from './invocation.ts';

/** Why a run was ended from outside; the reason of the abort signal that the run is handed. */
export class Interrupted extends Error {
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
    this.name = 'Interrupted';
    this.signal = signal;
  }

  get exitCode(): number {
    return exitCodeOf(this.signal);
  }
}

const handled: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs `work` with an abort signal that the first SIGINT, SIGTERM or SIGHUP aborts, so that it can end what runs and sum up. A second one
 * leaves at once; `sayLast` is told so that it can print a line that no buffer keeps.
 */
export async function withSignals<T>(
  invocation: Pick<Invocation, 'on' | 'off' | 'exit'>,
  work: (signal: AbortSignal) => Promise<T>,
  sayLast: (line: string) => void = sayNow,
): Promise<T> {
  const controller = new AbortController();
  const listeners = handled.map((signal) => {
    const listener = () => {
      if (!controller.signal.aborted) return controller.abort(new Interrupted(signal));
      sayLast(`runbook: ${signal} again, leaving at once; commands on hosts may still be running\n`);
      invocation.exit(exitCodeOf(signal));
    };
    invocation.on(signal, listener);
    return { signal, listener };
  });
  try {
    return await work(controller.signal);
  } finally {
    for (const { signal, listener } of listeners) invocation.off(signal, listener);
  }
}

function exitCodeOf(signal: NodeJS.Signals): number {
  return signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated;
}

function sayNow(line: string): void {
  try {
    writeSync(2, line);
  } catch {
    // The terminal is gone, so nobody is left to read it.
  }
}
