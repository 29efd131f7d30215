import type { MemberOwner } from './member.ts';
import type { PoolParts } from './pool-parts.ts';

/** Looks at idle connections from time to time, while there are connections: the dead, the old and those nobody needs are ended. */
export class Health {
  readonly #parts: PoolParts;
  #cancel: (() => void)[] = [];

  constructor(parts: PoolParts) {
    this.#parts = parts;
  }

  /** Begins to look; nothing changes when it looks already. */
  start(): void {
    if (this.#cancel.length > 0) return;
    const { healthCheckInterval, idleTimeout, connectionTtl } = this.#parts.settings;
    this.#cancel = [() => {}, () => {}];
    if (healthCheckInterval > 0) this.#repeat(0, healthCheckInterval * 1000, () => this.#checkAlive());
    this.#repeat(1, Math.min(idleTimeout, connectionTtl) * 1000, () => this.#checkAge());
  }

  stop(): void {
    for (const cancel of this.#cancel.splice(0)) cancel();
  }

  #repeat(which: number, interval: number, look: () => void): void {
    this.#cancel[which] = this.#parts.clock.after(interval, () => {
      this.#repeat(which, interval, look);
      look();
    });
  }

  /** No packet is sent: the transport's keepalives find a peer that is gone, and this finds out that they have. */
  #checkAlive(): void {
    const { idle, stats } = this.#parts;
    for (const [member, owner] of idle.all()) {
      stats.add('healthChecks');
      if (member.connection.alive()) continue;
      stats.add('healthChecksFailed');
      owner.end(member, 'lost');
    }
  }

  #checkAge(): void {
    const { idle, clock, settings } = this.#parts;
    const now = clock.monotonic();
    const needless = (owner: MemberOwner, idleSince: number) =>
      owner.leases === 0 && now - idleSince >= settings.idleTimeout * 1000;
    for (const [member, owner] of idle.all()) {
      if (now - member.openedAt >= settings.connectionTtl * 1000) owner.end(member, 'expired');
      else if (needless(owner, member.idleSince)) owner.end(member, 'idleClosed');
    }
  }
}
