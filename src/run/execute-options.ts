import type { Reporter } from '../report/reporter.ts';
import type { DebugTopic } from './debug-log.ts';

/** Who watches a run, and how it can be ended. */
export interface ExecuteOptions {
  /** Aborted to end the run: what runs on hosts is ended, and the run is summed up. */
  readonly signal: AbortSignal;
  /** Told of every event, beside the reports that the settings ask for. */
  readonly reporters?: readonly Reporter[];
  /** How the run is shown on the streams: by task as `play` does it, equal answers together as `exec` does, or not at all. */
  readonly console?: 'play' | 'exec';
  /** What is shown of the inside on standard error. */
  readonly debug?: ReadonlySet<DebugTopic>;
  /** Awaited before a host begins a task, so that a reader that is behind can slow the run down. */
  readonly ready?: () => Promise<void>;
}
