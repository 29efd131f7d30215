import type { RunOutcome } from '../engine/execute.ts';
import type { Event, RunStats } from '../events/event.ts';
import { Interrupted } from './signals.ts';

/** Tells how a run begins, is interrupted and ends; what happens between is for the engine to tell. */
export class RunTeller {
  readonly #emit: (event: Event) => void;
  readonly #signal: AbortSignal;
  readonly #began = performance.now();
  readonly #onAbort = () => this.#interrupted();

  constructor(emit: (event: Event) => void, signal: AbortSignal) {
    this.#emit = emit;
    this.#signal = signal;
  }

  begin(playbooks: readonly string[]): void {
    this.#emit({ kind: 'run-start', playbooks, at: 0 });
    this.#signal.addEventListener('abort', this.#onAbort);
  }

  /** Gives the exit code: that of the signal when there was one. */
  end({ recap, exitCode: byHosts }: RunOutcome, connections: RunStats['connections']): number {
    this.#signal.removeEventListener('abort', this.#onAbort);
    const { reason } = this.#signal;
    const exitCode = reason instanceof Interrupted ? reason.exitCode : byHosts;
    const at = this.#at();
    this.#emit({ kind: 'run-end', recap, stats: { durationMs: at, connections }, exitCode, at });
    return exitCode;
  }

  #interrupted(): void {
    const { reason } = this.#signal;
    const signal = reason instanceof Interrupted ? reason.signal : String(reason);
    this.#emit({ kind: 'interrupted', signal, at: this.#at() });
  }

  /** Milliseconds since the run began. */
  #at(): number {
    return performance.now() - this.#began;
  }
}
