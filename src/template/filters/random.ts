import { integerArgument } from '../python/coerce.ts';
import { listOf } from '../python/iterate.ts';
import { isIntegral } from '../python/number.ts';
import { failure } from '../refuse.ts';
import { isDict, type Value } from '../value.ts';
import { filter } from './filter.ts';
import { type RandomBelow, randomSource } from './random-source.ts';

/** `n | random(start, step, seed)`: a number from `start` up to and without `n`; `items | random`: one of them. */
export const randomFilter = filter(
  { start: null, step: null, seed: null },
  (value, { start, step, seed }, evaluation) => {
    const below = randomSource(seed, evaluation);
    if (isIntegral(value)) return randomNumber(Number(value), { start, step }, below);
    if (start !== null || step !== null)
      throw failure('`start` and `step` of `random` go with a number, not with a list');
    if (isDict(value))
      throw failure('`random` cannot choose from a dict', 'choose from its keys with `| list | random`');
    const items = listOf(value);
    if (items.length === 0) throw failure('`random` cannot choose from an empty list');
    return items[below(items.length)]!;
  },
);

function randomNumber(end: number, { start, step }: { start: Value; step: Value }, below: RandomBelow): number {
  const first = start === null ? 0 : integerArgument(start, '`start`');
  const stride = step === null || step === 0 ? 1 : integerArgument(step, '`step`');
  const count = Math.ceil((end - first) / stride);
  if (count <= 0) throw failure(`there is no number from ${first} up to ${end}`);
  return first + stride * below(count);
}
