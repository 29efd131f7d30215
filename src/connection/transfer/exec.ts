import type { ExecOptions, ExecResult } from '../connection.ts';

/** Runs a command line on a host: what transfers need of a connection. */
export type Exec = (command: string, options?: ExecOptions) => Promise<ExecResult>;
