import type { ScriptBatch } from '../../modules/compile-actions.ts';
import type { Change } from './change-result.ts';

/** A job that was started and not waited for: what makes a result of it when it has ended. */
export interface Job {
  readonly change: Change;
  readonly batch: ScriptBatch;
}

/** The jobs that a run has started and not waited for, by their ids. */
export type Jobs = Map<string, Job>;
