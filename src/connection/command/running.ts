import type { Readable, Writable } from 'node:stream';
import type { EndReport } from '../connection.ts';

/** How a command's process ended; see {@link ExecResult}. */
export type Exit = { readonly code: number; readonly signal: null } | { readonly code: null; readonly signal: string };

/** A command that was started, whatever carries it: a process of this machine or a channel of an SSH connection. */
export interface Running {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** How its process ended, which may be known before its last output; rejects when it will never be known. */
  readonly exit: Promise<Exit>;
  /** Resolves when nothing more will come of it. */
  readonly closed: Promise<void>;
  /** Ends it before its time, closing standard input for the guard when it has one (`lifeline`). */
  end(lifeline: boolean): Promise<EndReport>;
  /** Lets go of what is held here; what goes on in its background lives on. */
  release(): void;
}
