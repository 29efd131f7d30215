import { lengthOf } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { filter } from './filter.ts';

/** `x | length`: how many items, keys or characters it has. */
export const lengthFilter = filter({}, (value) => {
  const length = lengthOf(value);
  if (length === undefined) throw failure(`${aTypeName(value)} has no length`);
  return length;
});
