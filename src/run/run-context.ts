import type { Sources } from '../source/sources.ts';
import type { Invocation } from './invocation.ts';

/** What every command, and every run, works with. */
export interface RunContext {
  readonly invocation: Invocation;
  /** Every text the user gave, for messages. */
  readonly sources: Sources;
}
