import { integerArgument } from '../python/coerce.ts';
import { iterate } from '../python/iterate.ts';
import { truthy } from '../truthy.ts';
import { isList, type Value } from '../value.ts';
import { filter } from './filter.ts';

/** `list | flatten(levels, skip_nulls)`: lists within the list opened, all of them or that many levels. */
export const flattenFilter = filter({ levels: null, skip_nulls: true }, (value, { levels, skip_nulls }) => {
  const depth = levels === null ? Number.POSITIVE_INFINITY : integerArgument(levels, '`levels`');
  return flatten([...iterate(value)], depth, truthy(skip_nulls));
});

const nulls = new Set<Value>([null, 'None', 'null']);

/** The items of a list with the lists in it opened down to `levels`; `skipNulls` drops what stands for nothing. */
export function flatten(list: readonly Value[], levels: number, skipNulls: boolean): Value[] {
  return list.flatMap((item) => {
    if (skipNulls && nulls.has(item)) return [];
    return isList(item) && levels > 0 ? flatten(item, levels - 1, skipNulls) : [item];
  });
}
