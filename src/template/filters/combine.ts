import { asDict } from '../python/coerce.ts';
import { defined, failure, refuse } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { type Dict, isList, Undefined, type Value } from '../value.ts';
import { variadicFilter } from './filter.ts';
import { flatten } from './flatten.ts';
import { type ListMerge, mergeDicts, readListMerge } from './merge-dicts.ts';

/** `a | combine(b…, recursive=False, list_merge='replace')`: one dict of several, the later ones winning. */
export const combineFilter = variadicFilter((value, { args, kwargs }) => {
  for (const name of kwargs.keys())
    if (name !== 'recursive' && name !== 'list_merge')
      throw failure(`the filter \`combine\` has no argument \`${name}\``);
  const recursive = truthy(kwargs.get('recursive') ?? false);
  const listMerge: ListMerge = readListMerge(kwargs.get('list_merge') ?? 'replace');
  const given = flatten([value, ...args], 1, true);
  if (given.length === 1) return defined(given[0]!);
  const dicts = given.map(asDictOrFail);
  return dicts.reduce((merged, dict) => mergeDicts(merged, dict, { recursive, listMerge }), new Map() as Dict);
});

function asDictOrFail(value: Value): Dict {
  if (value instanceof Undefined) refuse(value);
  const dict = asDict(value);
  if (dict === undefined || isList(value)) throw failure(`\`combine\` wants dicts, and ${aTypeName(value)} was given`);
  return dict;
}
