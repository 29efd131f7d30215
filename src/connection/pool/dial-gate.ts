import { ConnectionError, type Target } from '../connection.ts';
import { AddressLimit } from './address-limit.ts';
import { type PoolClock, pause } from './clock.ts';
import { addressOf } from './identity.ts';
import type { PoolStats } from './stats.ts';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2000;

/**
 * Controls storms: the number of connections to one address that have not logged in yet adapts to what the server bears, and those that it
 * drops (MaxStartups) are dialled again after a jittered pause, as long as the time allowed for connecting lasts. Waiting for the turn is
 * not part of that time.
 */
export class DialGate {
  readonly #limits = new Map<string, AddressLimit>();
  readonly #clock: PoolClock;
  readonly #stats: PoolStats;

  constructor(clock: PoolClock, stats: PoolStats) {
    this.#clock = clock;
    this.#stats = stats;
  }

  /** Dials when it is the target's turn, and again when the server has dropped it. */
  async through<T>(target: Target, dial: (target: Target) => Promise<T>, signal: AbortSignal): Promise<T> {
    let left = target.connectTimeout;
    for (let attempt = 0; ; attempt += 1) {
      const began = { waiting: this.#clock.monotonic(), dialling: 0 };
      const limit = this.#limitOf(target);
      await limit.enter(signal);
      began.dialling = this.#clock.monotonic();
      this.#stats.dialWait.add(began.dialling - began.waiting);
      try {
        const result = await dial({ ...target, connectTimeout: left });
        this.#leave(target, limit, 'admitted');
        return result;
      } catch (error) {
        const dropped = error instanceof ConnectionError && error.kind === 'dropped';
        this.#leave(target, limit, dropped ? 'dropped' : 'failed');
        const rest = this.#jittered(attempt);
        left -= this.#clock.monotonic() - began.dialling + rest;
        if (!dropped || left <= 0) throw error;
        this.#stats.add('dialsDropped');
        await pause(this.#clock, rest, signal);
      }
    }
  }

  /** Half of it fixed, half of it random, doubled with each attempt: those that were dropped together do not come back together. */
  #jittered(attempt: number): number {
    const whole = Math.min(FIRST_PAUSE * 2 ** attempt, LONGEST_PAUSE);
    return whole / 2 + (this.#clock.random() * whole) / 2;
  }

  #limitOf(target: Target): AddressLimit {
    const address = addressOf(target);
    const limit = this.#limits.get(address) ?? new AddressLimit();
    this.#limits.set(address, limit);
    return limit;
  }

  /** Keeps only limits that are in use or have learned something. */
  #leave(target: Target, limit: AddressLimit, how: 'admitted' | 'dropped' | 'failed'): void {
    limit.leave(how);
    if (limit.forgettable) this.#limits.delete(addressOf(target));
  }
}
