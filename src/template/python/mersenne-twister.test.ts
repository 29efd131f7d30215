import { describe, expect, it } from 'vitest';
import { MersenneTwister } from './mersenne-twister.ts';

describe('MersenneTwister', () => {
  it.each([
    // What `random.Random(seed).randrange(1000000)` gives, five times over.
    ['host1', [509818, 260197, 945791, 191428, 746820]],
    [42n, [670487, 116739, 26225, 777572, 288389]],
    [0n, [885440, 403958, 794772, 933488, 441001]],
    [-7n, [339563, 993908, 158176, 414002, 682554]],
    [2n ** 70n + 5n, [489474, 408841, 497937, 656090, 386304]],
  ])('gives what Python gives for the seed %s', (seed, wanted) => {
    const generator = new MersenneTwister(seed);
    expect(Array.from({ length: 5 }, () => generator.below(1_000_000))).toEqual(wanted);
  });
});
