import pLimit from 'p-limit';
import { systemClock } from '../../std/clock.ts';
import type { Connection, Connector, Target } from '../connection.ts';
import { ConnectionError } from '../connection.ts';
import { DialGate } from './dial-gate.ts';
import { Dialler } from './dialler.ts';
import { Health } from './health.ts';
import { identityOf } from './identity.ts';
import { IdleOrder } from './idle-order.ts';
import { LoneHosts } from './lone-hosts.ts';
import type { MemberOwner } from './member.ts';
import type { PoolClock } from './pool-clock.ts';
import type { PoolParts } from './pool-parts.ts';
import { PooledHost } from './pooled-host.ts';
import { defaultPoolSettings, type PoolSettings } from './settings.ts';
import { Slots } from './slots.ts';
import { type PoolFigures, PoolStats } from './stats.ts';

/** What became of warming one target up: nothing, or why it cannot be reached. */
export interface Warmed {
  readonly target: Target;
  readonly error?: unknown;
}

/**
 * Keeps connections and shares them: a `Connector` around a `Connector`, whose connections are leases. What is in use is never closed, nobody dials
 * twice for the same, there are never more connections than `maxConnections`, and {@link Pool.closeAll} leaves none.
 */
export class Pool implements Connector {
  readonly #connector: Connector;
  readonly #parts: PoolParts;
  readonly #hosts = new Map<string, PooledHost>();
  readonly #health: Health;
  readonly #gate: DialGate;
  readonly #lone: LoneHosts;
  #closed = false;

  constructor(connector: Connector, settings: PoolSettings = defaultPoolSettings, clock: PoolClock = systemClock) {
    const stats = new PoolStats();
    const idle = new IdleOrder<MemberOwner>();
    this.#gate = new DialGate(clock, stats);
    const dialler = new Dialler({
      connector,
      gate: this.#gate,
      clock,
      stats,
      reconnectAttempts: settings.reconnectAttempts,
    });
    const slots = new Slots(settings.maxConnections, (urgent) => evictOldest(idle, urgent));
    this.#connector = connector;
    this.#parts = { settings, clock, stats, slots, idle, dialler };
    this.#health = new Health(this.#parts);
    this.#lone = new LoneHosts(this.#parts);
  }

  get forOneTask(): boolean {
    return !this.#parts.settings.connectionReuse;
  }

  /** A lease on the target's connections, once there is one. Connections to this machine are not kept: they cost nothing. */
  async open(target: Target, signal?: AbortSignal): Promise<Connection> {
    if (this.#closed) throw new ConnectionError('lost', 'all connections were closed');
    if (target.transport === 'local') return this.#connector.open(target, signal);
    if (this.forOneTask) return this.#lone.lease(target, signal);
    const host = this.#hostOf(target);
    return await host.lease(signal, () => this.#forget(host));
  }

  /** The target's next connection is a fresh one; what runs on the present one runs on. */
  async reset(target: Target): Promise<void> {
    this.#hosts.get(identityOf(target))?.reset();
    await this.#connector.reset?.(target);
  }

  /** Begins no dial while `work` goes on: a question to the user stops the look-ahead. */
  holdDials<T>(work: () => Promise<T>): Promise<T> {
    return this.#gate.hold(work);
  }

  /** Opens a connection to each target, `window` at a time, without taking a lease; tells what became of each, in their order. */
  async warm(targets: readonly Target[], window: number, signal?: AbortSignal): Promise<Warmed[]> {
    const limit = pLimit(window);
    const warm = async (target: Target): Promise<Warmed> => {
      try {
        await (await this.open(target, signal)).close();
        return { target };
      } catch (error) {
        return { target, error };
      }
    };
    return Promise.all(targets.map((target) => limit(warm, target)));
  }

  /** Closes everything, whatever runs, and fails those who wait; resolves when nothing is open any more. */
  async closeAll(): Promise<void> {
    this.#closed = true;
    this.#health.stop();
    await Promise.all([this.#lone.close(), ...[...this.#hosts.values()].map((host) => host.close())]);
    this.#hosts.clear();
  }

  /** All figures as they are now. */
  figures(): PoolFigures {
    return this.#parts.stats.snapshot();
  }

  #hostOf(target: Target): PooledHost {
    const identity = identityOf(target);
    const host = this.#hosts.get(identity) ?? new PooledHost(target, this.#parts, (settled) => this.#forget(settled));
    host.target = target;
    this.#hosts.set(identity, host);
    this.#health.start();
    return host;
  }

  #forget(host: PooledHost): void {
    if (!host.unused) return;
    this.#hosts.delete(identityOf(host.target));
    if (this.#hosts.size === 0) this.#health.stop();
  }
}

/** Connections nobody has a lease on go first; those with a lease only when a host without any connection waits. */
function evictOldest(idle: IdleOrder<MemberOwner>, urgent: boolean): boolean {
  const found = idle.oldest((owner) => owner.leases === 0) ?? (urgent ? idle.oldest(() => true) : undefined);
  found?.[1].end(found[0], 'evicted');
  return found !== undefined;
}
