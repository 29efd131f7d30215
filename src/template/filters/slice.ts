import { required } from '../parameters.ts';
import { integerArgument } from '../python/coerce.ts';
import { listOf } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import type { Value } from '../value.ts';
import { filter } from './filter.ts';

/** `items | slice(slices, fill_with)`: that many lists of nearly one length, each but the longer ones with `fill_with` behind it, as in Jinja, where there is one. */
export const sliceFilter = filter({ slices: required, fill_with: null }, (value, { slices, fill_with }) => {
  const count = integerArgument(slices, '`slices`');
  if (count < 1) throw failure('`slice` makes at least one list');
  const items = listOf(value);
  const size = Math.floor(items.length / count);
  const longer = items.length % count;
  let at = 0;
  return Array.from({ length: count }, (_, index): Value[] => {
    const end = at + size + (index < longer ? 1 : 0);
    const part = items.slice(at, end);
    at = end;
    return fill_with !== null && index >= longer ? [...part, fill_with] : part;
  });
});
