import type { Writable } from 'node:stream';
import type { Environment } from '../settings/environment.ts';

/** A stream that text is written to; a terminal says so and how wide it is. */
export interface Output extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** What a run may touch of its process: `process` itself, or what stands in for it. */
export interface RunIo {
  readonly env: Environment;
  /** A person is asked here, when this and `stderr` are a terminal. */
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  cwd(): string;
}
