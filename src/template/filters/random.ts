import { display } from '../display.ts';
import type { Evaluation } from '../evaluation.ts';
import { integerArgument } from '../python/coerce.ts';
import { iterate, lengthOf, listOf } from '../python/iterate.ts';
import { MersenneTwister } from '../python/mersenne-twister.ts';
import { isIntegral } from '../python/number.ts';
import { failure } from '../refuse.ts';
import { isDict, type Value } from '../value.ts';
import { type Filter, filter } from './filter.ts';

/** Filters that leave something to chance, or to a seed. */
export const randomFilters = {
  /** `n | random(start, step, seed)`: a number from `start` up to and without `n`; `items | random`: one of them. */
  random: filter({ start: null, step: null, seed: null }, (value, { start, step, seed }, evaluation) => {
    const below = randomSource(seed, evaluation);
    if (isIntegral(value)) return randomNumber(Number(value), { start, step }, below);
    if (start !== null || step !== null)
      throw failure('`start` and `step` of `random` go with a number, not with a list');
    if (isDict(value))
      throw failure('`random` cannot choose from a dict', 'choose from its keys with `| list | random`');
    const items = listOf(value);
    if (items.length === 0) throw failure('`random` cannot choose from an empty list');
    return items[below(items.length)]!;
  }),

  /** `items | shuffle(seed)`: them in another order. */
  shuffle: filter({ seed: null }, (value, { seed }, evaluation) => {
    const below = randomSource(seed, evaluation);
    // What cannot be gone through stays as it is, as in the reference.
    if (lengthOf(value) === undefined) return value;
    const items = [...iterate(value)];
    for (let index = items.length - 1; index > 0; index--) {
      const other = below(index + 1);
      [items[index], items[other]] = [items[other]!, items[index]!];
    }
    return items;
  }),

  /** `prefix | community.general.random_mac(seed)`: a hardware address that begins with the prefix, such as `52:54:00`. */
  random_mac: filter({ seed: null }, (value, { seed }, evaluation) => {
    const prefix = display(value).toLowerCase();
    const parts = prefix.replace(/:$/, '').split(':');
    if (parts.length > 5 || !parts.every((part) => /^[\da-f]{2}$/.test(part)))
      throw failure(
        `\`${prefix}\` is not the beginning of a hardware address`,
        'write one to five pairs of digits, as in `52:54:00`',
      );
    const digits = (leastMac + randomSource(seed, evaluation)(mostMac - leastMac + 1)).toString(16);
    const rest = digits.slice(0, 2 * (6 - parts.length)).match(/../g) ?? [];
    return [...parts, ...rest].join(':');
  }),
} satisfies Readonly<Record<string, Filter>>;

function randomNumber(end: number, { start, step }: { start: Value; step: Value }, below: RandomBelow): number {
  const first = start === null ? 0 : integerArgument(start, '`start`');
  const stride = step === null || step === 0 ? 1 : integerArgument(step, '`step`');
  const count = Math.ceil((end - first) / stride);
  if (count <= 0) throw failure(`there is no number from ${first} up to ${end}`);
  return first + stride * below(count);
}

/** The numbers of ten hexadecimal digits, of which as many are used as the prefix leaves open. */
const leastMac = 0x1000000000;
const mostMac = 0xffffffffff;

/** A whole number from 0 up to and without a limit. */
type RandomBelow = (limit: number) => number;

/** Random numbers: those that Python gives for a seed, or the controller's when there is none. */
function randomSource(seed: Value, { context }: Evaluation): RandomBelow {
  if (seed === null) return (limit) => Math.floor(context.world.random() * limit);
  const generator = new MersenneTwister(isIntegral(seed) ? BigInt(seed) : display(seed));
  return (limit) => generator.below(limit);
}
