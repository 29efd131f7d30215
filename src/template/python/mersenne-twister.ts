import { createHash } from 'node:crypto';

const size = 624;
const middle = 397;

/**
 * The generator of Python's `random`, so that a seed gives the numbers that it gives there: MT19937 by Matsumoto and Nishimura
 * (http://www.math.sci.hiroshima-u.ac.jp/m-mat/MT/emt.html), seeded by an array.
 */
export class MersenneTwister {
  readonly #state = new Uint32Array(size);
  #at = size;

  /** Seeded by a text or a whole number the way Python's `Random(seed)` is. */
  constructor(seed: string | bigint) {
    this.#seedByArray(words(typeof seed === 'string' ? textSeed(seed) : seed < 0n ? -seed : seed));
  }

  /** A whole number from 0 up to and without `limit`, which is at least 1. */
  below(limit: number): number {
    const bits = limit.toString(2).length;
    let candidate = this.#bits(bits);
    while (candidate >= limit) candidate = this.#bits(bits);
    return candidate;
  }

  #bits(count: number): number {
    if (count <= 32) return this.#next() >>> (32 - count);
    const low = this.#next();
    return (this.#next() >>> (64 - count)) * 2 ** 32 + low;
  }

  #seed(seed: number): void {
    this.#state[0] = seed;
    for (let index = 1; index < size; index++) {
      const before = this.#state[index - 1]!;
      this.#state[index] = Math.imul(1812433253, before ^ (before >>> 30)) + index;
    }
  }

  #seedByArray(key: readonly number[]): void {
    const state = this.#state;
    this.#seed(19650218);
    let [at, keyAt] = [1, 0];
    const mix = (factor: number, added: number, subtracted: number) => {
      const before = state[at - 1]!;
      state[at] = (state[at]! ^ Math.imul(before ^ (before >>> 30), factor)) + added - subtracted;
      if (++at < size) return;
      state[0] = state[size - 1]!;
      at = 1;
    };
    for (let turn = Math.max(size, key.length); turn > 0; turn--) {
      mix(1664525, key[keyAt]! + keyAt, 0);
      keyAt = (keyAt + 1) % key.length;
    }
    for (let turn = size - 1; turn > 0; turn--) mix(1566083941, 0, at);
    state[0] = 0x80000000;
  }

  #next(): number {
    if (this.#at >= size) this.#refill();
    let word = this.#state[this.#at++]!;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  #refill(): void {
    const state = this.#state;
    for (let index = 0; index < size; index++) {
      const word = (state[index]! & 0x80000000) | (state[(index + 1) % size]! & 0x7fffffff);
      state[index] = state[(index + middle) % size]! ^ (word >>> 1) ^ (word & 1 ? 0x9908b0df : 0);
    }
    this.#at = 0;
  }
}

/** Python takes the text's UTF-8 and its SHA-512 as one large number. */
function textSeed(seed: string): bigint {
  const bytes = Buffer.from(seed, 'utf8');
  const digest = createHash('sha512').update(bytes).digest();
  return BigInt(`0x${Buffer.concat([bytes, digest]).toString('hex')}`);
}

/** The 32-bit words of a number, the lowest first. */
function words(value: bigint): number[] {
  const found: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 32n) found.push(Number(rest & 0xffffffffn));
  return found.length === 0 ? [0] : found;
}
