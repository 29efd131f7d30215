import { integerArgument } from '../python/coerce.ts';
import { listOf } from '../python/iterate.ts';
import { Tuple, type Value } from '../value.ts';
import { checkCount } from './check-count.ts';
import { filter } from './filter.ts';

/** `items | permutations(length)`: every arrangement of that many items, or of all. */
export const permutationsFilter = filter({ set_size: null }, (value, { set_size }) => {
  const items = listOf(value);
  const size = set_size === null ? items.length : integerArgument(set_size, 'the length');
  checkCount(arrangements(items.length, size));
  return [...arrange(items, size)].map((arranged) => Tuple.from(arranged));
});

function arrangements(count: number, size: number): number {
  let total = 1;
  for (let taken = 0; taken < size && taken < count; taken++) total *= count - taken;
  return total;
}

function* arrange(items: readonly Value[], size: number): Generator<Value[]> {
  if (size === 0) yield [];
  for (let index = 0; index < items.length && size > 0; index++)
    for (const rest of arrange([...items.slice(0, index), ...items.slice(index + 1)], size - 1))
      yield [items[index]!, ...rest];
}
