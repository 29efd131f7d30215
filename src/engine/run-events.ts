import type { CustomStatsByOwner, Event, RunStats, UntimedEvent } from '../events/event.ts';
import { exitCodes } from '../events/exit-codes.ts';
import { emptyRecap } from '../events/recap.ts';
import { count } from '../events/summary.ts';
import { Interrupted } from './interrupted.ts';

/** What is told at the end of a run besides its recap. */
export interface RunEnd {
  /** What the hosts' outcomes make of it; a signal's exit code wins. */
  readonly exitCode: number;
  readonly connections: RunStats['connections'];
  readonly customStats: CustomStatsByOwner;
}

/**
 * The event stream of one run: tells its begin, its interruption and its end, gives every event between them its time by one clock, and
 * counts them once.
 */
export class RunEvents {
  readonly recap = emptyRecap();
  readonly #emit: (event: Event) => void;
  readonly #signal: AbortSignal;
  readonly #monotonic: () => number;
  readonly #onAbort = () => this.emit({ kind: 'interrupted', signal: signalName(this.#signal.reason) });
  #began: number | undefined;

  /** `monotonic` gives milliseconds by a clock that never steps; `signal` is the run's. */
  constructor(emit: (event: Event) => void, signal: AbortSignal, monotonic: () => number) {
    this.#emit = emit;
    this.#signal = signal;
    this.#monotonic = monotonic;
  }

  /** Tells of something that has just happened. */
  readonly emit = (event: UntimedEvent): void => {
    const timed: Event = { ...event, at: this.#elapsed() };
    count(this.recap, timed);
    this.#emit(timed);
  };

  start(playbooks: readonly string[]): void {
    this.#began = this.#monotonic();
    this.emit({ kind: 'run-start', playbooks });
    this.#signal.addEventListener('abort', this.#onAbort);
  }

  /** Gives the exit code: that of the signal when there was one. */
  end({ exitCode, connections, customStats }: RunEnd): number {
    this.#signal.removeEventListener('abort', this.#onAbort);
    const code = this.#signal.aborted ? interruptedCode(this.#signal.reason) : exitCode;
    const stats = { durationMs: this.#elapsed(), connections };
    const custom = Object.keys(customStats).length === 0 ? {} : { customStats };
    this.emit({ kind: 'run-end', recap: this.recap, stats, ...custom, exitCode: code });
    return code;
  }

  /** Milliseconds since the run began. */
  #elapsed(): number {
    return this.#began === undefined ? 0 : this.#monotonic() - this.#began;
  }
}

function signalName(reason: unknown): string {
  return reason instanceof Interrupted ? reason.signal : String(reason);
}

function interruptedCode(reason: unknown): number {
  return reason instanceof Interrupted ? reason.exitCode : exitCodes.interrupted;
}
