import type { Location } from '../source/span.ts';

/** Anything that `JSON.stringify` writes and `JSON.parse` gives back. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type Status = 'ok' | 'changed' | 'skipped' | 'failed' | 'unreachable';

/** One file's change, for `--diff` and reports. */
export interface Diff {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * What became of one task on one host. `result` is what `register` would hold, made JSON-safe and masked; it is `{censored: …}`
 * under `no_log`. Of a failure, `message` says what was wrong, and `command`, `code`, `signal`, `stdout`, `stderr` what ran and how it ended.
 */
export interface Outcome {
  readonly status: Status;
  readonly ignored: boolean;
  /** A rescue section takes over: counted as `rescued`, not as `failed`. */
  readonly rescued: boolean;
  readonly durationMs: number;
  /** Of these, for how many its commands waited for a connection with a channel free; absent below one. */
  readonly queueMs?: number;
  readonly message?: string;
  readonly help?: string;
  /** Why nothing was done: the module's or the condition's words. */
  readonly because?: string;
  readonly command?: string;
  readonly code?: number;
  readonly signal?: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly diffs?: readonly Diff[];
  /** The task asks for its diff to be shown, whatever the run does. */
  readonly showsDiff?: true;
  readonly result: { readonly [key: string]: Json };
  /** The name of the host the task was delegated to. */
  readonly delegatedTo?: string;
  /** Where the task is written, and where it was included from, outermost last. */
  readonly at?: Location;
  readonly includedFrom?: readonly Location[];
}
