import { display } from '../display.ts';
import type { Evaluation } from '../evaluation.ts';
import { MersenneTwister } from '../python/mersenne-twister.ts';
import { isIntegral } from '../python/number.ts';
import type { Value } from '../value.ts';

/** A whole number from 0 up to and without a limit. */
export type RandomBelow = (limit: number) => number;

/** Random numbers: those that Python gives for a seed, or the controller's when there is none. */
export function randomSource(seed: Value, { context }: Evaluation): RandomBelow {
  if (seed === null) return (limit) => Math.floor(context.world.random() * limit);
  const generator = new MersenneTwister(isIntegral(seed) ? BigInt(seed) : display(seed));
  return (limit) => generator.below(limit);
}
