import { dictGet, dictGetOr } from '../dict-get.ts';
import { display } from '../display.ts';
import { product } from '../filters/combinations.ts';
import { flatten } from '../filters/lists.ts';
import { asDict } from '../python/coerce.ts';
import { isIterable, iterate, listOf } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { type Dict, dict, isDict, isList, Tuple, type Value } from '../value.ts';
import { type Lookup, lookup } from './lookup.ts';

/** `lookup('nested', lists…)`: every way to take one item of each list. */
const nestedLookup = lookup({}, (terms) => {
  if (terms.length === 0) throw failure('the lookup `nested` wants at least one list');
  const [first = [], ...others] = terms.map(itemsOf);
  // The reference goes through the items of a list that is alone as it does through what several combine to: a text by its characters.
  if (others.length === 0) return first.map((item) => flatten([...iterate(item)], 1, false));
  return product([first, ...others]).map((items) => flatten(items, 1, false));
});

/** What a list stands for among several: a text or number for itself, a dict for its keys. */
function itemsOf(term: Value): readonly Value[] {
  return typeof term === 'string' || !isIterable(term) ? [term] : listOf(term);
}

/** Lists are flattened, tuples in them (such as those of `dict.items()`) stay whole. */
function flattened(items: readonly Value[]): Value[] {
  return items.flatMap((item) => (isList(item) && !(item instanceof Tuple) ? flattened(item) : [item]));
}

/** Lookups that make a list of what they are given. */
export const listLookups = {
  /** `lookup('items', lists…)`: the items of the lists in one list. */
  items: lookup({}, (terms) => terms.flatMap((term) => (isList(term) ? [...term] : [term]))),

  /** `lookup('list', items…)`: the items as they are. */
  list: lookup({}, (terms) => [...terms]),

  /** `lookup('flattened', lists…)`: the items of the lists, and of the lists in them. */
  flattened: lookup({}, flattened),

  /** `lookup('indexed_items', lists…)`: pairs of an index and an item. */
  indexed_items: lookup({}, (terms) =>
    terms.flatMap((term) => (isList(term) ? [...term] : [term])).map((item, index) => Tuple.of(index, item)),
  ),

  cartesian: nestedLookup,
  nested: nestedLookup,

  /** `lookup('together', lists…)`: the first of each, the second of each, and nothing where a list has ended. */
  together: lookup({}, (terms) => {
    if (terms.length === 0) throw failure('the lookup `together` wants at least one list');
    const lists = terms.map(itemsOf);
    const length = Math.max(...lists.map((list) => list.length));
    return Array.from({ length }, (_, index) =>
      flatten(
        lists.map((list) => list[index] ?? null),
        1,
        false,
      ),
    );
  }),

  /** `lookup('dict', dicts…)`: a dict with a key and a value for each entry. */
  dict: lookup({}, (terms) =>
    terms.flatMap((term) => {
      const entries = isList(term) && term.length === 1 ? asDict(term[0]!) : asDict(term);
      if (entries === undefined) throw failure(`the lookup \`dict\` wants dicts, and ${aTypeName(term)} was given`);
      return [...entries].map(([key, value]) => dict({ key, value }));
    }),
  ),

  /** `lookup('subelements', items, key, {skip_missing})`: each item, without the list under the key, with each element of that list. */
  subelements: lookup({}, (given) => {
    const terms = given.length === 1 && isList(given[0]) ? given[0] : given;
    const [items, key, flags = new Map()] = terms;
    if (items === undefined || key === undefined) throw failure('the lookup `subelements` wants a list and a key');
    const skip = truthy(dictGetOr(asDict(flags) ?? new Map(), 'skip_missing', false));
    const path = display(key).split('.');
    return elementsOf(items).flatMap((item) => withElements(item, path, skip));
  }),

  /** `lookup('random_choice', items…)`: one of them. */
  random_choice: lookup({}, (terms, _options, { context }) => {
    const chosen = terms[Math.floor(context.world.random() * terms.length)];
    return chosen === undefined ? [] : [chosen];
  }),
} satisfies Readonly<Record<string, Lookup>>;

function elementsOf(value: Value): readonly Value[] {
  if (isList(value)) return value;
  if (isDict(value)) return isSkipped(value) ? [] : [...value.values()];
  throw failure(`the lookup \`subelements\` wants a list or a dict, and ${aTypeName(value)} was given`);
}

function withElements(item: Value, path: readonly string[], skip: boolean): Value[] {
  if (!isDict(item)) throw failure(`the lookup \`subelements\` wants dicts, and ${aTypeName(item)} was given`);
  if (isSkipped(item)) return [];
  const copy = copyAlong(item, path);
  const holder = path
    .slice(0, -1)
    .reduce<Value | undefined>((found, key) => (isDict(found) ? dictGet(found, key) : undefined), copy);
  const last = path.at(-1)!;
  const elements = isDict(holder) ? dictGet(holder, last) : undefined;
  if (!isDict(holder) || elements === undefined) {
    if (skip) return [];
    throw failure(`an item has no \`${path.join('.')}\``, 'pass `skip_missing: true` to leave such items out');
  }
  if (!isList(elements)) throw failure(`\`${path.join('.')}\` must be a list, and ${aTypeName(elements)} was found`);
  holder.delete(last);
  return elements.map((element) => Tuple.of(copy, element));
}

/** Whether a dict is what a task registered that was skipped, as a whole or for an item. */
function isSkipped(value: Dict): boolean {
  return dictGetOr(value, 'skipped', false) !== false;
}

/** A copy of the item in which what lies on the way to the list is copied too, so that the item itself stays whole. */
function copyAlong(item: Dict, [key, ...rest]: readonly string[]): Dict {
  const copy: Dict = new Map(item);
  const inner = key === undefined ? undefined : dictGet(copy, key);
  if (key !== undefined && rest.length > 0 && isDict(inner)) copy.set(key, copyAlong(inner, rest));
  return copy;
}
