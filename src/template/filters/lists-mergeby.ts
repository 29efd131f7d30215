import { dictGet, dictSet } from '../dict-get.ts';
import { display } from '../display.ts';
import { asDict } from '../python/coerce.ts';
import { sorted } from '../python/sorted.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { type Dict, isList, type Value } from '../value.ts';
import { variadicFilter } from './filter.ts';
import { flatten } from './flatten.ts';
import { mergeDicts, readListMerge } from './merge-dicts.ts';

/** `a | community.general.lists_mergeby(b…, index, recursive, list_merge)`: lists of dicts, those with one `index` merged. */
export const listsMergebyFilter = variadicFilter((value, { args, kwargs }) => {
  const index = kwargs.get('index') ?? args.at(-1);
  if (index === undefined) throw failure('the filter `lists_mergeby` needs `index`');
  const lists = kwargs.has('index') ? args : args.slice(0, -1);
  const recursive = truthy(kwargs.get('recursive') ?? false);
  const listMerge = readListMerge(kwargs.get('list_merge') ?? 'replace');
  const merged: Dict = new Map();
  for (const dict of dictsOf([value, ...lists], index)) {
    const key = dictGet(dict, index);
    if (key === undefined) continue;
    const before = dictGet(merged, key);
    dictSet(merged, key, before === undefined ? dict : mergeDicts(asDict(before)!, dict, { recursive, listMerge }));
  }
  return sorted(merged.values(), { key: (dict) => dictGet(asDict(dict)!, index)! });
});

function dictsOf(given: readonly Value[], index: Value): Dict[] {
  return flatten(given, 2, true).map((item) => {
    const dict = isList(item) ? undefined : asDict(item);
    if (dict !== undefined) return dict;
    throw failure(
      `\`lists_mergeby\` wants lists of dicts with \`${display(index)}\`, and ${aTypeName(item)} was given`,
    );
  });
}
