const SMALLEST = 0.01;
const GROWTH = 1.05;

/**
 * Quantiles of durations in bounded memory: values fall into buckets that grow by 5 %, so an answer is at most 2.5 % off. Values below
 * 0.01 count as that.
 */
export class Quantiles {
  readonly #buckets = new Map<number, number>();
  #count = 0;
  #max = 0;

  get count(): number {
    return this.#count;
  }

  /** The largest value, exactly; 0 before the first. */
  get max(): number {
    return this.#max;
  }

  add(value: number): void {
    const bucket = Math.max(0, Math.round(Math.log(value / SMALLEST) / Math.log(GROWTH)));
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1);
    this.#count += 1;
    this.#max = Math.max(this.#max, value);
  }

  /** The value that a share of all values (0 to 1) does not exceed; 0 before the first. */
  at(share: number): number {
    let left = Math.max(1, Math.ceil(share * this.#count));
    for (const [bucket, count] of [...this.#buckets].toSorted(([a], [b]) => a - b)) {
      left -= count;
      if (left <= 0) return bucket === 0 ? 0 : Math.min(SMALLEST * GROWTH ** bucket, this.#max);
    }
    return 0;
  }
}
