import { iterate } from '../python/iterate.ts';
import { Tuple } from '../value.ts';
import { variadicFilter } from './filter.ts';

/** `items | zip(others…)`: the first of each, the second of each, up to the end of the shortest. */
export const zipFilter = variadicFilter((value, { args }) => {
  const lists = [value, ...args].map((list) => [...iterate(list)]);
  const length = Math.min(...lists.map((list) => list.length));
  return Array.from({ length }, (_, index) => Tuple.from(lists.map((list) => list[index]!)));
});
