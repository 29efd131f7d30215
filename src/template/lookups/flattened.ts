import { flatten } from '../filters/flatten.ts';
import { lookup } from './lookup.ts';

/** `lookup('flattened', lists…)`: the items of the lists, and of the lists in them. */
export const flattenedLookup = lookup({}, (terms) => flatten(terms, Number.POSITIVE_INFINITY, true));
