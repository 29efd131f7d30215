import { type Backoff, backoff } from '../../std/backoff.ts';
import { sleepBy } from '../../std/clock.ts';
import { Deferred } from '../../std/deferred.ts';
import type { Target } from '../connection.ts';
import { retryOf } from '../retry-policy.ts';
import { AddressLimit } from './address-limit.ts';
import { addressOf } from './identity.ts';
import type { PoolClock } from './pool-clock.ts';
import type { PoolStats } from './stats.ts';

/** Between two dials of a connection that the server has dropped, in milliseconds. */
const pauses: Backoff = { first: 100, longest: 2000 };

/**
 * Controls storms: the number of connections to one address that have not logged in yet adapts to what the server bears, and those that it
 * drops (MaxStartups) are dialled again after a jittered pause, as long as the time allowed for connecting lasts. Waiting for the turn is
 * not part of that time.
 */
export class DialGate {
  readonly #limits = new Map<string, AddressLimit>();
  readonly #clock: PoolClock;
  readonly #stats: PoolStats;
  #held: Promise<unknown> = Promise.resolve();

  constructor(clock: PoolClock, stats: PoolStats) {
    this.#clock = clock;
    this.#stats = stats;
  }

  /** Lets nobody begin to dial while `work` goes on, such as a question to the user; what has begun goes on. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#held;
    const holding = work();
    this.#held = Promise.allSettled([before, holding]);
    return holding;
  }

  /** Dials when it is the target's turn, and again when the server has dropped it. */
  async through<T>(target: Target, dial: (target: Target) => Promise<T>, signal: AbortSignal): Promise<T> {
    let left = target.connectTimeout;
    for (let attempt = 0; ; attempt += 1) {
      await this.#turn(target, signal);
      const began = this.#clock.monotonic();
      try {
        return await this.#once({ ...target, connectTimeout: left }, dial);
      } catch (error) {
        const rest = backoff(attempt, pauses, this.#clock.random());
        left -= this.#clock.monotonic() - began + rest;
        if (!isDropped(error) || left <= 0) throw error;
        this.#stats.add('dialsDropped');
        await sleepBy(this.#clock, rest, signal);
      }
    }
  }

  /** Resolves when the target may be dialled: it then counts against the limit of its address. */
  async #turn(target: Target, signal: AbortSignal): Promise<void> {
    const began = this.#clock.monotonic();
    await this.#limitOf(target).enter(signal);
    await untilAborted(this.#held, signal);
    this.#stats.dialWait.add(this.#clock.monotonic() - began);
  }

  async #once<T>(target: Target, dial: (target: Target) => Promise<T>): Promise<T> {
    try {
      const result = await dial(target);
      this.#leave(target, 'admitted');
      return result;
    } catch (error) {
      this.#leave(target, isDropped(error) ? 'dropped' : 'failed');
      throw error;
    }
  }

  #limitOf(target: Target): AddressLimit {
    const address = addressOf(target);
    const limit = this.#limits.get(address) ?? new AddressLimit();
    this.#limits.set(address, limit);
    return limit;
  }

  /** Keeps only limits that are in use or have learned something. */
  #leave(target: Target, how: 'admitted' | 'dropped' | 'failed'): void {
    const limit = this.#limitOf(target);
    limit.leave(how);
    if (limit.forgettable) this.#limits.delete(addressOf(target));
  }
}

function isDropped(error: unknown): boolean {
  return retryOf(error) === 'dial';
}

/** Whoever gives up waits no longer: the dial itself then says so. */
async function untilAborted(waiting: Promise<unknown>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const aborted = new Deferred<void>();
  const stop = () => aborted.resolve();
  signal.addEventListener('abort', stop, { once: true });
  await Promise.race([waiting, aborted.promise]);
  signal.removeEventListener('abort', stop);
}
