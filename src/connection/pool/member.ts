import type { Connection } from '../connection.ts';

/** Why a connection of the pool is ended. */
export type EndReason = 'evicted' | 'expired' | 'idleClosed' | 'lost' | 'done';

/** One open connection of the pool. */
export class Member {
  readonly connection: Connection;
  readonly openedAt: number;
  /** Commands and transfers that run on it now, and that were ever handed to it. */
  running = 0;
  uses = 0;
  idleSince: number;
  /** Set when it gets nothing more to do: it is ended as soon as it is idle. */
  retired: EndReason | undefined;
  /** Set when it is being closed; settles when it has ended. */
  closing: Promise<void> | undefined;

  constructor(connection: Connection, now: number) {
    this.connection = connection;
    this.openedAt = now;
    this.idleSince = now;
  }
}

/** Whoever has connections that may be ended while they are idle. */
export interface MemberOwner {
  /** How many leases are out on its connections. */
  readonly leases: number;
  end(member: Member, reason: EndReason): void;
}
