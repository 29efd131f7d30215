import { dictSet } from '../dict-get.ts';
import { pairsOf } from '../python/dict-methods.ts';
import type { Dict } from '../value.ts';
import { filter } from './filter.ts';

/** `pairs | community.general.dict`: the dict of a list of pairs. */
export const dictFilter = filter({}, (value) => {
  const made: Dict = new Map();
  for (const [key, item] of pairsOf(value)) dictSet(made, key, item);
  return made;
});
