import { compare } from '../compare.ts';
import type { Value } from '../value.ts';

/** The items in Python's order, equal ones as they were; `reverse` keeps equal ones as they were too. */
export function sorted<T extends Value>(
  items: Iterable<T>,
  { key, reverse = false }: { readonly key?: (item: T) => Value; readonly reverse?: boolean } = {},
): T[] {
  const keyed = [...items].map((item) => ({ item, key: key === undefined ? item : key(item) }));
  const direction = reverse ? -1 : 1;
  keyed.sort((left, right) => direction * compare(left.key, right.key));
  return keyed.map(({ item }) => item);
}
