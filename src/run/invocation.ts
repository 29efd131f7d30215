import type { Writable } from 'node:stream';
import type { Environment } from '../settings/environment.ts';

/** A stream that text is written to; a terminal says so and how wide it is. */
export interface Output extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** What the program was started with and may touch of its process: `process` itself, or a test's stand-in. */
export interface Invocation {
  /** As `process.argv`: the first two words are not the user's. */
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  cwd(): string;
  on(event: NodeJS.Signals, listener: () => void): unknown;
  off(event: NodeJS.Signals, listener: () => void): unknown;
  exit(code: number): void;
}
