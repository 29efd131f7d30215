import { isList, Tuple } from '../value.ts';
import { lookup } from './lookup.ts';

/** `lookup('indexed_items', lists…)`: pairs of an index and an item. */
export const indexedItemsLookup = lookup({}, (terms) =>
  terms.flatMap((term) => (isList(term) ? [...term] : [term])).map((item, index) => Tuple.of(index, item)),
);
