import { required } from '../parameters.ts';
import { integerArgument } from '../python/coerce.ts';
import { listOf } from '../python/iterate.ts';
import { Tuple, type Value } from '../value.ts';
import { checkCount } from './check-count.ts';
import { filter } from './filter.ts';

/** `items | combinations(length)`: every choice of that many items, in their order. */
export const combinationsFilter = filter({ set_size: required }, (value, { set_size }) => {
  const items = listOf(value);
  const size = integerArgument(set_size, 'the length');
  checkCount(choices(items.length, size));
  return [...choose(items, size)].map((chosen) => Tuple.from(chosen));
});

function choices(count: number, size: number): number {
  let total = 1;
  for (let taken = 0; taken < size && taken < count; taken++) total *= (count - taken) / (taken + 1);
  return Math.round(total);
}

function* choose(items: readonly Value[], size: number, from = 0): Generator<Value[]> {
  if (size === 0) yield [];
  for (let index = from; index < items.length && size > 0; index++)
    for (const rest of choose(items, size - 1, index + 1)) yield [items[index]!, ...rest];
}
