import { LRUCache } from 'lru-cache';
import { dictGet } from '../dict-get.ts';
import { display } from '../display.ts';
import { equal } from '../equal.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Query } from '../jmespath/ast.ts';
import { parseQuery } from '../jmespath/parser.ts';
import { searchValue } from '../jmespath/search.ts';
import { required } from '../parameters.ts';
import { textOf } from '../python/coerce.ts';
import { iterate } from '../python/iterate.ts';
import { sorted } from '../python/sorted.ts';
import { attribute, item } from '../python/subscript.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { isDict, isLazyDict, isList, NamedTuple, Tuple, Undefined, type Value } from '../value.ts';
import { attributeGetter } from './attribute-getter.ts';
import { type Filter, filter, type Given, variadicFilter } from './filter.ts';
import { ignoreCase } from './ignore-case.ts';

/** Filters that choose items of a list, or parts of each. */
export const selectFilters = {
  /** `items | map(filter, arguments…)` or `map(attribute=…, default=…)`: each item through a filter, or one attribute of each. */
  map: variadicFilter((value, given, evaluation) => {
    const { args, kwargs } = given;
    if (!truthy(value)) return [];
    if (args.length === 0) return [...iterate(value)].map(byAttribute(given));
    const [name, ...rest] = args;
    const filterName = textOf(name ?? null, 'the filter of `map`');
    return [...iterate(value)].map((item) => evaluation.filter(filterName, item, rest, kwargs));
  }),

  /** `items | select(test, arguments…)`: those that the test holds for. */
  select: selecting(true),

  /** `items | reject(test, arguments…)`: those that the test does not hold for. */
  reject: selecting(false),

  /** `items | selectattr(attribute, test, arguments…)`: those for whose attribute the test holds. */
  selectattr: selectingByAttribute(true),

  /** `items | rejectattr(attribute, test, arguments…)`: those for whose attribute the test does not hold. */
  rejectattr: selectingByAttribute(false),

  /** `x | attr(name)`: an attribute or method, never the item of that name. */
  attr: filter({ name: required }, (value, { name }) => {
    const wanted = textOf(name, 'the name of an attribute');
    const bare = isDict(value) || isLazyDict(value) ? new Map() : value;
    const found = attribute(bare, wanted);
    return found instanceof Undefined ? new Undefined(wanted, `there is no attribute \`${wanted}\``) : found;
  }),

  /** `key | extract(container, morekeys)`: what the container has under the key, and further in. */
  extract: filter({ container: required, morekeys: null }, (value, { container, morekeys }) => {
    const more: Value[] = morekeys === null ? [] : isList(morekeys) ? morekeys : [morekeys];
    return [value, ...more].reduce<Value>((found, key) => item(found, key), container);
  }),

  /** `items | groupby(attribute, default, case_sensitive)`: pairs of a value and the items that have it, in order of the values. */
  groupby: filter({ attribute: required, default: null, case_sensitive: false }, (value, args) => {
    const get = attributeGetter(args.attribute, args.default);
    const caseOf = truthy(args.case_sensitive) ? (key: Value) => key : ignoreCase;
    const groups: { readonly key: Value; readonly grouper: Value; readonly list: Value[] }[] = [];
    for (const item of sorted(iterate(value), { key: (each) => caseOf(get(each)) })) {
      const key = caseOf(get(item));
      const last = groups.at(-1);
      if (last !== undefined && equal(last.key, key)) last.list.push(item);
      else groups.push({ key, grouper: get(item), list: [item] });
    }
    return groups.map(({ grouper, list }) => NamedTuple.named('_GroupTuple', { grouper, list }));
  }),

  /** `items | subelements(path, skip_missing)`: each item with each element of a list that it holds. */
  subelements: filter(
    { subelements: required, skip_missing: false },
    (value, args) => {
      const path = isList(args.subelements) ? args.subelements.map(display) : display(args.subelements).split('.');
      const skip = truthy(args.skip_missing);
      return elementsOf(value).flatMap((element) =>
        listAt(element, path, skip).map((inner) => Tuple.of(element, inner)),
      );
    },
    { missing: 'error' },
  ),

  /** `x | json_query(query)`: what a JMESPath query finds in it. */
  json_query: filter(
    { query: required },
    (value, { query }) => {
      const text = display(query);
      const known = parsedQueries.get(text) ?? parseQuery(text);
      parsedQueries.set(text, known);
      return searchValue(known, value);
    },
    { missing: 'error' },
  ),
} satisfies Readonly<Record<string, Filter>>;

function byAttribute({ kwargs }: Given): ReturnType<typeof attributeGetter> {
  const attribute = kwargs.get('attribute');
  if (attribute === undefined) throw failure('`map` needs a filter or an `attribute`');
  for (const name of kwargs.keys())
    if (name !== 'attribute' && name !== 'default')
      throw failure(`\`map\` of an attribute has no argument \`${name}\``);
  return attributeGetter(attribute, kwargs.get('default') ?? null);
}

type Decide = (item: Value) => boolean;

/** The items that a test holds for (or not, when `wanted` is false): what `select` and `reject` share. */
function selecting(wanted: boolean): Filter {
  return variadicFilter((value, given, evaluation) => {
    if (!truthy(value)) return [];
    const holds = decider(given, evaluation);
    return [...iterate(value)].filter((item) => holds(item) === wanted);
  });
}

/** The items for whose attribute a test holds (or not): what `selectattr` and `rejectattr` share. */
function selectingByAttribute(wanted: boolean): Filter {
  return variadicFilter((value, { args: [attribute, ...args], kwargs }, evaluation) => {
    if (!truthy(value)) return [];
    if (attribute === undefined) throw failure('the name of an attribute is needed');
    const get = attributeGetter(attribute);
    const holds = decider({ args, kwargs }, evaluation);
    return [...iterate(value)].filter((item) => holds(get(item)) === wanted);
  });
}

/** The test that the arguments name, or truth itself when they name none. */
function decider({ args: [name, ...args], kwargs }: Given, evaluation: Evaluation): Decide {
  if (name === undefined) return truthy;
  const test = textOf(name, 'the name of a test');
  return (item) => evaluation.test(test, item, args, kwargs);
}

function elementsOf(value: Value): readonly Value[] {
  if (isDict(value)) return [...value.values()];
  if (isList(value)) return value;
  throw failure(`\`subelements\` wants a list or a dict, and ${aTypeName(value)} was given`);
}

function listAt(element: Value, path: readonly string[], skip: boolean): readonly Value[] {
  let found = element;
  for (const key of path) {
    if (!isDict(found)) throw failure(`\`subelements\` wants dicts, and ${aTypeName(found)} has no \`${key}\``);
    const inner = dictGet(found, key);
    if (inner === undefined && skip) return [];
    if (inner === undefined)
      throw failure(`an item has no \`${key}\``, 'pass `skip_missing=True` to leave such items out');
    found = inner;
  }
  if (!isList(found)) throw failure(`\`${path.join('.')}\` must be a list, and ${aTypeName(found)} was found`);
  return found;
}

/** Queries that were read before: a loop asks one many times. */
const parsedQueries = new LRUCache<string, Query>({ max: 500 });
