import type { Writable } from 'node:stream';
import type { Clock } from './clock.ts';
import type { ProcessEnd } from './cursor-guard.ts';

/** How and where a console report is shown. */
export interface ConsoleOptions {
  /** Results go here. */
  readonly stream: Writable;
  /** Warnings go here. */
  readonly errorStream: Writable & { readonly isTTY?: boolean };
  /** Whether `stream` is a terminal that understands control sequences. */
  readonly tty: boolean;
  /** Without colours (`NO_COLOR`) there are no live lines either: the output is plain and stable. */
  readonly colour: boolean;
  /** The number of `-v`, 0 to 4. */
  readonly verbosity: number;
  /** Width and height of the terminal right now. */
  columns(): number;
  rows?(): number;
  readonly clock: Clock;
  /** Whether a CI system reads along, and would act on parts of what is printed. */
  readonly ci?: boolean;
  /** Whether what commands print is shown while they run. */
  readonly live?: boolean;
  /** Whether changes of files are shown. */
  readonly diff: boolean;
  /** Show only what went wrong, and the end. */
  readonly quiet?: boolean;
  /** The process whose end must find the cursor shown; the real one unless a test gives its own. */
  readonly process?: ProcessEnd;
}
