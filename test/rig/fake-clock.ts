import type { PoolClock } from '../../src/connection/pool/pool-clock.ts';

interface Timer {
  readonly at: number;
  readonly act: () => void;
}

/** Time that stands still until the test moves it on; `random` always gives the middle. */
export class FakeClock implements PoolClock {
  #now = 0;
  readonly #timers = new Set<Timer>();

  monotonic(): number {
    return this.#now;
  }

  after(milliseconds: number, act: () => void): () => void {
    const timer = { at: this.#now + milliseconds, act };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  random(): number {
    return 0.5;
  }

  /** Timers that have not fired. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Moves on, firing what falls due on the way in its order; lets everything that follows from each happen first. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (let next = this.#due(end); next !== undefined; next = this.#due(end)) {
      this.#timers.delete(next);
      this.#now = next.at;
      next.act();
      await settle();
    }
    this.#now = end;
  }

  #due(end: number): Timer | undefined {
    const due = [...this.#timers].filter(({ at }) => at <= end);
    return due.toSorted((one, other) => one.at - other.at)[0];
  }
}

/** Lets every promise that is ready to settle do so, and what follows from it. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
