import { flatten } from '../filters/flatten.ts';
import { product } from '../filters/product.ts';
import { failure } from '../refuse.ts';
import { isList, type Value } from '../value.ts';
import { lookup } from './lookup.ts';

/** `lookup('nested', lists…)`: every way to take one item of each list. */
export const nestedLookup = lookup({}, (terms) => {
  if (terms.length === 0) throw failure('the lookup `nested` wants at least one list');
  const lists = terms.map((term): readonly Value[] => (isList(term) ? term : [term]));
  return product(lists).map((items) => flatten(items, 1, false));
});
