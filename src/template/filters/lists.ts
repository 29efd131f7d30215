import { compare } from '../compare.ts';
import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { operate } from '../python/arithmetic.ts';
import { integerArgument } from '../python/coerce.ts';
import { isIterable, iterate, lengthOf, listOf } from '../python/iterate.ts';
import { sorted } from '../python/sorted.ts';
import { compareVersions } from '../python/version.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { isList, Undefined, type Value } from '../value.ts';
import { attributeGetter, attributesGetter } from './attribute-getter.ts';
import { type Filter, filter } from './filter.ts';
import { ignoreCase } from './ignore-case.ts';

/** `x | length`: how many items, keys or characters it has. */
const lengthFilter = filter({}, (value) => {
  const length = lengthOf(value);
  if (length === undefined) throw failure(`${aTypeName(value)} has no length`);
  return length;
});

/** Filters that count, order and cut lists. */
export const listFilters = {
  /** `x | list`: its items, keys or characters as a list. */
  list: filter({}, (value) => [...iterate(value)]),

  count: lengthFilter,
  length: lengthFilter,

  /** `items | first`: the first item; of nothing, a value that is not there. */
  first: filter({}, (value) => {
    for (const item of iterate(value)) return item;
    return new Undefined('first', 'an empty list has no first item');
  }),

  /** `items | last`: the last item; of nothing, a value that is not there. */
  last: filter({}, (value) => {
    const last = listOf(value).at(-1);
    return last === undefined ? new Undefined('last', 'an empty list has no last item') : last;
  }),

  /** `items | join(d, attribute)`: their texts in a row, with `d` between. */
  join: filter({ d: '', attribute: null }, (value, { d, attribute }) => {
    const get = attributeGetter(attribute);
    return [...iterate(value)].map((item) => display(get(item))).join(display(d));
  }),

  /** `items | sum(attribute, start)`: what `+` makes of all of them. */
  sum: filter({ attribute: null, start: 0 }, (value, { attribute, start }) => {
    const get = attributeGetter(attribute);
    let total = start;
    for (const item of iterate(value)) total = operate('+', total, get(item));
    return total;
  }),

  /** `items | min(case_sensitive, attribute)`: the least item; of nothing, a value that is not there. */
  min: extremeFilter('min', (candidate, best) => compare(candidate, best, '<') < 0),

  /** `items | max(case_sensitive, attribute)`: the greatest item; of nothing, a value that is not there. */
  max: extremeFilter('max', (candidate, best) => compare(candidate, best, '>') > 0),

  /** `items | sort(reverse, case_sensitive, attribute)`: in order, of several attributes when they are named with commas between. */
  sort: filter({ reverse: false, case_sensitive: false, attribute: null }, (value, args) => {
    const caseOf = truthy(args.case_sensitive) ? (key: Value) => key : ignoreCase;
    const attributes = args.attribute === null ? undefined : attributesGetter(args.attribute);
    const key = (item: Value): Value => (attributes === undefined ? caseOf(item) : attributes(item).map(caseOf));
    return sorted(iterate(value), { key, reverse: truthy(args.reverse) });
  }),

  /** `versions | community.general.version_sort(reverse)`: in the order of versions, so that 1.10 comes after 1.9. */
  version_sort: filter({ reverse: false }, (value, { reverse }) => {
    const direction = truthy(reverse) ? -1 : 1;
    return [...iterate(value)].sort(
      (left, right) => direction * compareVersions(display(left), display(right), 'loose'),
    );
  }),

  /** `x | reverse`: the characters or items from the last to the first. */
  reverse: filter({}, (value) => {
    if (typeof value === 'string') return [...value].reverse().join('');
    if (!isIterable(value) && !(value instanceof Undefined))
      throw failure(`\`reverse\` cannot go through ${aTypeName(value)}`);
    return [...iterate(value)].reverse();
  }),

  /** `list | flatten(levels, skip_nulls)`: lists within the list opened, all of them or that many levels. */
  flatten: filter({ levels: null, skip_nulls: true }, (value, { levels, skip_nulls }) => {
    const depth = levels === null ? Number.POSITIVE_INFINITY : integerArgument(levels, '`levels`');
    return flatten([...iterate(value)], depth, truthy(skip_nulls));
  }),

  /** `items | batch(linecount, fill_with)`: lists of at most that many items, the last filled up when there is something to fill with. */
  batch: filter({ linecount: required, fill_with: null }, (value, { linecount, fill_with }) => {
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
  }),

  /** `items | slice(slices, fill_with)`: that many lists of nearly one length, each but the longer ones with `fill_with` behind it, as in Jinja, where there is one. */
  slice: filter({ slices: required, fill_with: null }, (value, { slices, fill_with }) => {
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
  }),
} satisfies Readonly<Record<string, Filter>>;

/** A filter that gives the first of the items whose key no other's is better than. */
function extremeFilter(name: string, better: (candidate: Value, best: Value) => boolean): Filter {
  return filter({ case_sensitive: false, attribute: null }, (value, { case_sensitive, attribute }) => {
    const get = attributeGetter(attribute);
    const caseOf = truthy(case_sensitive) ? (key: Value) => key : ignoreCase;
    let best: { readonly item: Value; readonly key: Value } | undefined;
    for (const item of iterate(value)) {
      const key = caseOf(get(item));
      if (best === undefined || better(key, best.key)) best = { item, key };
    }
    return best === undefined ? new Undefined(name, `an empty list has no ${name}`) : best.item;
  });
}

const nulls = new Set<Value>([null, 'None', 'null']);

/** The items of a list with the lists in it opened down to `levels`; `skipNulls` drops what stands for nothing. */
export function flatten(list: readonly Value[], levels: number, skipNulls: boolean): Value[] {
  return list.flatMap((item) => {
    if (skipNulls && nulls.has(item)) return [];
    return isList(item) && levels > 0 ? flatten(item, levels - 1, skipNulls) : [item];
  });
}
