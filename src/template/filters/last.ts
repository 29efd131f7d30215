import { listOf } from '../python/iterate.ts';
import { Undefined } from '../value.ts';
import { filter } from './filter.ts';

/** `items | last`: the last item; of nothing, a value that is not there. */
export const lastFilter = filter({}, (value) => {
  const last = listOf(value).at(-1);
  return last === undefined ? new Undefined('last', 'an empty list has no last item') : last;
});
