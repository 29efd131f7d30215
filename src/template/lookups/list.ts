import { lookup } from './lookup.ts';

/** `lookup('list', items…)`: the items as they are. */
export const listLookup = lookup({}, (terms) => [...terms]);
