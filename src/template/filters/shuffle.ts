import { iterate, lengthOf } from '../python/iterate.ts';
import { filter } from './filter.ts';
import { randomSource } from './random-source.ts';

/** `items | shuffle(seed)`: them in another order. */
export const shuffleFilter = filter({ seed: null }, (value, { seed }, evaluation) => {
  const below = randomSource(seed, evaluation);
  // What cannot be gone through stays as it is, as in the reference.
  if (lengthOf(value) === undefined) return value;
  const items = [...iterate(value)];
  for (let index = items.length - 1; index > 0; index--) {
    const other = below(index + 1);
    [items[index], items[other]] = [items[other]!, items[index]!];
  }
  return items;
});
