import { flatten } from '../filters/flatten.ts';
import { failure } from '../refuse.ts';
import { isList, type Value } from '../value.ts';
import { lookup } from './lookup.ts';

/** `lookup('together', lists…)`: the first of each, the second of each, and nothing where a list has ended. */
export const togetherLookup = lookup({}, (terms) => {
  if (terms.length === 0) throw failure('the lookup `together` wants at least one list');
  const lists = terms.map((term): readonly Value[] => (isList(term) ? term : [term]));
  const length = Math.max(...lists.map((list) => list.length));
  return Array.from({ length }, (_, index) =>
    flatten(
      lists.map((list) => list[index] ?? null),
      1,
      false,
    ),
  );
});
