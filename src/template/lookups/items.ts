import { isList } from '../value.ts';
import { lookup } from './lookup.ts';

/** `lookup('items', lists…)`: the items of the lists in one list. */
export const itemsLookup = lookup({}, (terms) => terms.flatMap((term) => (isList(term) ? [...term] : [term])));
