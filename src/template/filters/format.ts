import { display } from '../display.ts';
import { formatPercent } from '../python/percent-format.ts';
import { failure } from '../refuse.ts';
import { Tuple } from '../value.ts';
import { variadicFilter } from './filter.ts';

/** `'%s …' | format(values…)`: Python's `%`, with the values as arguments or as keywords. */
export const formatFilter = variadicFilter((value, { args, kwargs }) => {
  if (args.length > 0 && kwargs.size > 0) throw failure('`format` takes values by position or by name, not both');
  return formatPercent(display(value), kwargs.size > 0 ? new Map(kwargs) : Tuple.from(args));
});
