import { required } from '../parameters.ts';
import { integerArgument } from '../python/coerce.ts';
import { iterate } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import type { Value } from '../value.ts';
import { filter } from './filter.ts';

/** `items | batch(linecount, fill_with)`: lists of at most that many items, the last filled up when there is something to fill with. */
export const batchFilter = filter({ linecount: required, fill_with: null }, (value, { linecount, fill_with }) => {
  const size = integerArgument(linecount, '`linecount`');
  if (size < 1) throw failure('`batch` wants lists of at least one item');
  const batches: Value[][] = [];
  for (const item of iterate(value)) {
    if (batches.length === 0 || batches.at(-1)!.length === size) batches.push([]);
    batches.at(-1)!.push(item);
  }
  const last = batches.at(-1);
  while (last !== undefined && fill_with !== null && last.length < size) last.push(fill_with);
  return batches;
});
