import { WaitingLine } from './waiting-line.ts';

/** OpenSSH's default `MaxStartups 10:30:100` begins to drop connections at random when ten have not logged in. */
const FIRST_LIMIT = 10;
const HIGHEST_LIMIT = 64;

/** At the height where one was dropped before, so many times as many must be admitted before it grows. */
const CAUTION = 5;

/**
 * How many connections to one address may be without a login at once. It grows by one each time a whole limit's worth of them was admitted,
 * halves when one is dropped, and goes back to where that happened only with caution.
 */
export class AddressLimit {
  readonly #line = new WaitingLine<void>();
  #limit = FIRST_LIMIT;
  #ceiling = HIGHEST_LIMIT;
  #inside = 0;
  #admitted = 0;
  #learned = false;

  get limit(): number {
    return this.#limit;
  }

  /** Whether a new one would behave just the same. */
  get forgettable(): boolean {
    return this.#inside === 0 && this.#line.length === 0 && !this.#learned;
  }

  async enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#inside >= this.#limit || this.#line.length > 0) return this.#line.wait({ signal });
    this.#inside += 1;
  }

  leave(how: 'admitted' | 'dropped' | 'failed'): void {
    if (how === 'admitted') this.#grow();
    if (how === 'dropped') this.#shrink();
    this.#inside -= 1;
    while (this.#inside < this.#limit && this.#line.serve()) this.#inside += 1;
  }

  #grow(): void {
    this.#admitted += 1;
    const wanted = this.#limit < this.#ceiling ? this.#limit : this.#limit * CAUTION;
    if (this.#admitted < wanted || this.#limit >= HIGHEST_LIMIT) return;
    this.#admitted = 0;
    this.#limit += 1;
    this.#ceiling = Math.max(this.#ceiling, this.#limit);
  }

  #shrink(): void {
    this.#learned = true;
    this.#ceiling = Math.max(1, Math.min(this.#ceiling, this.#inside - 1));
    this.#limit = Math.max(1, Math.min(this.#limit, Math.floor(this.#inside / 2)));
    this.#admitted = 0;
  }
}
