import type { Event, RunStats } from '../events/event.ts';
import { emptyRecap } from '../events/recap.ts';
import { count } from '../events/summary.ts';
import { exitCodes } from './exit-codes.ts';
import { Interrupted } from './interrupted.ts';

/** Tells how a run begins, is interrupted and ends; what happens between is for the engine to tell, through {@link RunTeller.emit}. */
export class RunTeller {
  readonly #emit: (event: Event) => void;
  readonly #signal: AbortSignal;
  readonly #began = performance.now();
  readonly #recap = emptyRecap();
  readonly #onAbort = () => this.#interrupted();

  constructor(emit: (event: Event) => void, signal: AbortSignal) {
    this.#emit = emit;
    this.#signal = signal;
  }

  /** Passes on what happens, and counts it for the end. */
  readonly emit = (event: Event): void => {
    count(this.#recap, event);
    this.#emit(event);
  };

  /** Milliseconds since the run began. */
  at(): number {
    return performance.now() - this.#began;
  }

  begin(playbooks: readonly string[]): void {
    this.emit({ kind: 'run-start', playbooks, at: 0 });
    this.#signal.addEventListener('abort', this.#onAbort);
  }

  /** Gives the exit code: that of the signal when the run was aborted. */
  end(outcome: number, connections: RunStats['connections']): number {
    this.#signal.removeEventListener('abort', this.#onAbort);
    const { reason } = this.#signal;
    const exitCode = this.#signal.aborted ? exitCodeOf(reason) : outcome;
    const at = this.at();
    this.emit({ kind: 'run-end', recap: this.#recap, stats: { durationMs: at, connections }, exitCode, at });
    return exitCode;
  }

  #interrupted(): void {
    const { reason } = this.#signal;
    const signal = reason instanceof Interrupted ? reason.signal : String(reason);
    this.emit({ kind: 'interrupted', signal, at: this.at() });
  }
}

/** That of the signal, or of Ctrl-C where the caller of a library has aborted for reasons of its own. */
function exitCodeOf(reason: unknown): number {
  return reason instanceof Interrupted ? reason.exitCode : exitCodes.interrupted;
}
