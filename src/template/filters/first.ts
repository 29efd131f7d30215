import { iterate } from '../python/iterate.ts';
import { Undefined } from '../value.ts';
import { filter } from './filter.ts';

/** `items | first`: the first item; of nothing, a value that is not there. */
export const firstFilter = filter({}, (value) => {
  for (const item of iterate(value)) return item;
  return new Undefined('first', 'an empty list has no first item');
});
