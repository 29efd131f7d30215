import type { Duplex } from 'node:stream';
import type { Target } from '../connection.ts';
import type { Deadline } from './deadline.ts';

/** A stream to a target's SSH server: a TCP socket, a channel of a bastion, a proxy's standard input and output. */
export interface Way {
  readonly stream: Duplex;
  /** What went wrong on the way itself, when it is known: the bastion is gone, the proxy has ended. */
  problem(): Error | undefined;
  /** Settles once {@link problem} knows all that it will, for a way that has ended by itself and may not have said why yet. */
  ended?(): Promise<unknown> | undefined;
}

/** Finds the way to a target. Rejects with a `ConnectionError`, or with `Dropped` when another attempt may succeed. */
export type OpenWay = (target: Target, deadline: Deadline) => Promise<Way>;
