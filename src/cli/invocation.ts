import type { RunIo } from '../run/run-io.ts';

/** What the program was started with and may touch of its process: `process` itself, or a test's stand-in. */
export interface Invocation extends RunIo {
  /** As `process.argv`: the first two words are not the user's. */
  readonly argv: readonly string[];
  on(event: NodeJS.Signals, listener: () => void): unknown;
  off(event: NodeJS.Signals, listener: () => void): unknown;
  exit(code: number): void;
}
