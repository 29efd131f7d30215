import { dictGetOr, dictSet } from '../dict-get.ts';
import { iterate } from '../python/iterate.ts';
import type { Dict } from '../value.ts';
import { filter } from './filter.ts';

/** `items | community.general.counter`: how often each item occurs. */
export const counterFilter = filter({}, (value) => {
  const counts: Dict = new Map();
  for (const item of iterate(value)) dictSet(counts, item, Number(dictGetOr(counts, item, 0)) + 1);
  return counts;
});
