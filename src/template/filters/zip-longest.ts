import { iterate } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { Tuple } from '../value.ts';
import { variadicFilter } from './filter.ts';

/** `items | zip_longest(others…, fillvalue)`: like `zip`, up to the end of the longest. */
export const zipLongestFilter = variadicFilter((value, { args, kwargs }) => {
  for (const name of kwargs.keys())
    if (name !== 'fillvalue') throw failure(`the filter \`zip_longest\` has no argument \`${name}\``);
  const fill = kwargs.get('fillvalue') ?? null;
  const lists = [value, ...args].map((list) => [...iterate(list)]);
  const length = Math.max(...lists.map((list) => list.length));
  return Array.from({ length }, (_, index) =>
    Tuple.from(lists.map((list) => (index < list.length ? list[index]! : fill))),
  );
});
