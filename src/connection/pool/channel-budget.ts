/**
 * How many session channels a connection to one host may have open at once. The server's limit is not announced; it is learned from its
 * refusals, and only ever goes down.
 */
export class ChannelBudget {
  #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get limit(): number {
    return this.#limit;
  }

  /** A channel was refused while `others` were open on the same connection. */
  refused(others: number): void {
    this.#limit = Math.max(1, Math.min(this.#limit, others));
  }
}
