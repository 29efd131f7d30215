import { dictGet, dictSet } from '../dict-get.ts';
import { display } from '../display.ts';
import { contains } from '../python/contains.ts';
import { failure } from '../refuse.ts';
import { type Dict, isDict, isList, type Value } from '../value.ts';

const ways = ['replace', 'keep', 'append', 'prepend', 'append_rp', 'prepend_rp'] as const;

/** What becomes of two lists under one key: `_rp` drops from the first what is in the second. */
export type ListMerge = (typeof ways)[number];

/** The `list_merge` argument; anything but its words is an error. */
export function readListMerge(value: Value): ListMerge {
  const found = ways.find((way) => way === value);
  if (found === undefined)
    throw failure(`\`list_merge\` is one of \`${ways.join('`, `')}\`, and \`${display(value)}\` was given`);
  return found;
}

/** A dict with the entries of both, those of `second` winning. */
export function mergeDicts(
  first: Dict,
  second: Dict,
  how: { readonly recursive: boolean; readonly listMerge: ListMerge },
): Dict {
  const merged: Dict = new Map(first);
  for (const [key, value] of second) {
    const before = dictGet(merged, key);
    dictSet(merged, key, before === undefined ? value : mergeValues(before, value, how));
  }
  return merged;
}

function mergeValues(before: Value, value: Value, how: { recursive: boolean; listMerge: ListMerge }): Value {
  if (isDict(before) && isDict(value)) return how.recursive ? mergeDicts(before, value, how) : value;
  return isList(before) && isList(value) ? mergeLists(before, value, how.listMerge) : value;
}

function mergeLists(before: Value[], value: Value[], how: ListMerge): Value[] {
  switch (how) {
    case 'replace':
      return value;
    case 'keep':
      return before;
    case 'append':
      return [...before, ...value];
    case 'prepend':
      return [...value, ...before];
    case 'append_rp':
      return [...before.filter((item) => !contains(value, item)), ...value];
    case 'prepend_rp':
      return [...value, ...before.filter((item) => !contains(value, item))];
  }
}
