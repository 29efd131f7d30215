import type { Connection, Target } from '../connection.ts';
import { identityOf } from './identity.ts';
import type { PoolParts } from './pool-parts.ts';
import { closedError, PooledHost } from './pooled-host.ts';
import { Slots } from './slots.ts';

/**
 * Hosts whose connections are for one lease each and end with it (`connection_reuse: false`). There are no more of them to one host at a time
 * than `maxConnectionsPerHost`; who comes then waits.
 */
export class LoneHosts {
  readonly #parts: PoolParts;
  readonly #open = new Set<PooledHost>();
  readonly #turns = new Map<string, Slots>();

  constructor(parts: PoolParts) {
    this.#parts = parts;
  }

  /** A connection that nobody else gets; it ends with the lease, when nothing runs on it any more. */
  async lease(target: Target, signal: AbortSignal | undefined): Promise<Connection> {
    const identity = identityOf(target);
    const turns = this.#turns.get(identity) ?? new Slots(this.#parts.settings.maxConnectionsPerHost, () => false);
    this.#turns.set(identity, turns);
    await turns.take(signal, () => true);
    const host = new PooledHost(target, this.#parts, () => {
      if (!host.unused || !this.#open.delete(host)) return;
      turns.giveBack(false);
      if (turns.taken === 0) this.#turns.delete(identity);
    });
    this.#open.add(host);
    return await host.lease(signal, () => host.retire());
  }

  /** Ends all of them, whatever runs, and fails those who wait for their turn. */
  async close(): Promise<void> {
    for (const turns of this.#turns.values()) turns.failAll(closedError());
    await Promise.all([...this.#open].map((host) => host.close()));
  }
}
