import type { Sources } from '../source/sources.ts';
import type { RunIo } from './run-io.ts';

/** What a run works with. */
export interface RunContext {
  readonly io: RunIo;
  /** Every text the user gave, for messages. */
  readonly sources: Sources;
}
