import { dictGet, dictGetOr, dictSet } from '../dict-get.ts';
import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { asDict, dictArgument } from '../python/coerce.ts';
import { pairsOf } from '../python/dict-methods.ts';
import { iterate } from '../python/iterate.ts';
import { sorted } from '../python/sorted.ts';
import { item } from '../python/subscript.ts';
import { defined, failure, refuse } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { type Dict, dict, isDict, isList, Tuple, Undefined, type Value } from '../value.ts';
import { type Filter, filter, variadicFilter } from './filter.ts';
import { ignoreCase } from './ignore-case.ts';
import { flatten } from './lists.ts';
import { type ListMerge, mergeDicts, readListMerge } from './merge-dicts.ts';

/** Filters that make dicts, or lists of them. */
export const dictFilters = {
  /** `pairs | community.general.dict`: the dict of a list of pairs. */
  dict: filter({}, (value) => {
    const made: Dict = new Map();
    for (const [key, item] of pairsOf(value)) dictSet(made, key, item);
    return made;
  }),

  /** `x | community.general.dict_kv(key)`: a dict with the value under that key. */
  dict_kv: filter({ key: required }, (value, { key }) => {
    const made: Dict = new Map();
    dictSet(made, key, value);
    return made;
  }),

  /** `d | items`: its pairs; of what is not there, none. */
  items: filter(
    {},
    (value) => {
      if (value instanceof Undefined) return [];
      const dict = asDict(value);
      if (dict === undefined) throw failure(`\`items\` wants a dict, and ${aTypeName(value)} was given`);
      return [...dict].map((pair) => Tuple.from(pair));
    },
    { missing: 'taken' },
  ),

  /** `d | dict2items(key_name, value_name)`: a list of dicts with a key and a value each. */
  dict2items: filter(
    { key_name: 'key', value_name: 'value' },
    (value, { key_name, value_name }) => {
      const entries = asDict(value);
      if (entries === undefined) throw failure(`\`dict2items\` wants a dict, and ${aTypeName(value)} was given`);
      return [...entries].map(([key, item]) => dict({ [display(key_name)]: key, [display(value_name)]: item }));
    },
    { missing: 'error' },
  ),

  /** `items | items2dict(key_name, value_name)`: the dict of a list of keys and values. */
  items2dict: filter({ key_name: 'key', value_name: 'value' }, (value, { key_name, value_name }) => {
    if (!isList(value)) throw failure(`\`items2dict\` wants a list, and ${aTypeName(value)} was given`);
    const made: Dict = new Map();
    for (const item of value) dictSet(made, entry(item, key_name), entry(item, value_name));
    return made;
  }),

  /** `d | dictsort(case_sensitive, by, reverse)`: pairs of keys and values in the order of one of them. */
  dictsort: filter({ case_sensitive: false, by: 'key', reverse: false }, (value, args) => {
    const { by } = args;
    if (by !== 'key' && by !== 'value') throw failure('`by` of `dictsort` is `key` or `value`');
    const caseOf = truthy(args.case_sensitive) ? (part: Parameters<typeof ignoreCase>[0]) => part : ignoreCase;
    const pairs = [...dictArgument(value, 'the value of `dictsort`')].map((pair) => Tuple.from(pair));
    return sorted(pairs, { key: (pair) => caseOf(pair[by === 'key' ? 0 : 1]!), reverse: truthy(args.reverse) });
  }),

  /** `a | combine(b…, recursive=False, list_merge='replace')`: one dict of several, the later ones winning. */
  combine: variadicFilter((value, { args, kwargs }) => {
    for (const name of kwargs.keys())
      if (name !== 'recursive' && name !== 'list_merge')
        throw failure(`the filter \`combine\` has no argument \`${name}\``);
    const recursive = truthy(kwargs.get('recursive') ?? false);
    const listMerge: ListMerge = readListMerge(kwargs.get('list_merge') ?? 'replace');
    const given = flatten([value, ...args], 1, true);
    if (given.length === 1) return defined(given[0]!);
    const dicts = given.map(asDictOrFail);
    return dicts.reduce((merged, dict) => mergeDicts(merged, dict, { recursive, listMerge }), new Map() as Dict);
  }),

  /** `a | community.general.lists_mergeby(b…, index, recursive, list_merge)`: lists of dicts, those with one `index` merged. */
  lists_mergeby: variadicFilter((value, { args, kwargs }) => {
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
  }),

  /** `dicts | rekey_on_member(key, duplicates)`: a dict of the dicts, by what each has under the key. */
  rekey_on_member: filter({ key: required, duplicates: 'error' }, (value, { key, duplicates }) => {
    if (duplicates !== 'error' && duplicates !== 'overwrite') throw failure('`duplicates` is `error` or `overwrite`');
    const made: Dict = new Map();
    for (const item of itemsOf(value)) {
      const name = memberOf(item, key);
      if (duplicates === 'error' && dictGet(made, name) !== undefined)
        throw failure(`two items have \`${display(name)}\` under \`${display(key)}\``);
      dictSet(made, name, item);
    }
    return made;
  }),

  /** `dicts | community.general.groupby_as_dict(attribute)`: a dict of the dicts, by an attribute that no two share. */
  groupby_as_dict: filter({ attribute: required }, (value, { attribute }) => {
    const made: Dict = new Map();
    for (const item of iterate(value)) {
      const key = isDict(item) ? dictGet(item, attribute) : undefined;
      if (key === undefined) throw failure(`an item has no \`${display(attribute)}\``);
      if (dictGet(made, key) !== undefined)
        throw failure(`two items have \`${display(key)}\` under \`${display(attribute)}\``);
      dictSet(made, key, item);
    }
    return made;
  }),

  /** `items | community.general.counter`: how often each item occurs. */
  counter: filter({}, (value) => {
    const counts: Dict = new Map();
    for (const item of iterate(value)) dictSet(counts, item, Number(dictGetOr(counts, item, 0)) + 1);
    return counts;
  }),
} satisfies Readonly<Record<string, Filter>>;

function entry(pair: Value, name: Value): Value {
  const found = isDict(pair) || isList(pair) ? item(pair, name) : new Undefined(display(name));
  if (found instanceof Undefined)
    throw failure(`\`items2dict\` wants items that have \`${display(name)}\`, and one has not`);
  return found;
}

function asDictOrFail(value: Value): Dict {
  if (value instanceof Undefined) refuse(value);
  const dict = asDict(value);
  if (dict === undefined || isList(value)) throw failure(`\`combine\` wants dicts, and ${aTypeName(value)} was given`);
  return dict;
}

function dictsOf(given: readonly Value[], index: Value): Dict[] {
  return flatten(given, 2, true).map((item) => {
    const dict = isList(item) ? undefined : asDict(item);
    if (dict !== undefined) return dict;
    throw failure(
      `\`lists_mergeby\` wants lists of dicts with \`${display(index)}\`, and ${aTypeName(item)} was given`,
    );
  });
}

function itemsOf(value: Value): readonly Value[] {
  if (isDict(value)) return [...value.values()];
  if (isList(value)) return value;
  throw failure(`\`rekey_on_member\` wants a list or a dict, and ${aTypeName(value)} was given`);
}

function memberOf(item: Value, key: Value): Value {
  const member = isDict(item) ? dictGet(item, key) : undefined;
  if (member === undefined) throw failure(`an item has no \`${display(key)}\``);
  return member;
}
