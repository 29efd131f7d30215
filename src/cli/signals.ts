import { writeSync } from 'node:fs';
import { Interrupted } from '../engine/interrupted.ts';
import type { Invocation } from './invocation.ts';

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
      invocation.exit(new Interrupted(signal).exitCode);
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

function sayNow(line: string): void {
  try {
    writeSync(2, line);
  } catch {
    // The terminal is gone, so nobody is left to read it.
  }
}
