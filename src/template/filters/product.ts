import { integerArgument } from '../python/coerce.ts';
import { iterate } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { Tuple, type Value } from '../value.ts';
import { checkCount } from './check-count.ts';
import { variadicFilter } from './filter.ts';

/** `items | product(others…, repeat=1)`: every way to take one item of each. */
export const productFilter = variadicFilter((value, { args, kwargs }) => {
  for (const name of kwargs.keys())
    if (name !== 'repeat') throw failure(`the filter \`product\` has no argument \`${name}\``);
  const repeat = integerArgument(kwargs.get('repeat') ?? 1, '`repeat`');
  const lists = [value, ...args].map((list) => [...iterate(list)]);
  checkCount(lists.reduce((total, list) => total * list.length, 1) ** repeat);
  return product(Array.from({ length: repeat }, () => lists).flat()).map((items) => Tuple.from(items));
});

/** The Cartesian product of some lists, the last changing fastest. */
export function product(lists: readonly (readonly Value[])[]): Value[][] {
  return lists.reduce<Value[][]>(
    (products, list) => products.flatMap((items) => list.map((item) => [...items, item])),
    [[]],
  );
}
