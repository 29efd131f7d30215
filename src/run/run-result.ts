import type { Recap } from '../events/recap.ts';

/** How a run ended. */
export interface RunResult {
  /** 0 all well, 1 a report could not be written, 2 some host failed, 4 some host could not be reached, 130 or 143 aborted. */
  readonly exitCode: number;
  /** How the tasks of each host went. */
  readonly recap: Recap;
}
