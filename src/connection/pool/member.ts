import type { Connection } from '../connection.ts';

/** One open connection of the pool. */
export class Member {
  readonly connection: Connection;
  readonly openedAt: number;
  /** Commands and transfers that run on it now, and that have run on it ever. */
  running = 0;
  uses = 0;
  idleSince: number;
  /** It gets nothing more to do: it is being closed, or will be when it is idle. */
  retired = false;

  constructor(connection: Connection, now: number) {
    this.connection = connection;
    this.openedAt = now;
    this.idleSince = now;
  }

  get idle(): boolean {
    return this.running === 0 && !this.retired;
  }
}
