import { required } from '../parameters.ts';
import { integerArgument } from '../python/coerce.ts';
import { iterate, listOf } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { Tuple, type Value } from '../value.ts';
import { type Filter, filter, variadicFilter } from './filter.ts';

/** Filters that pair and arrange the items of lists. */
export const combinationFilters = {
  /** `items | zip(others…)`: the first of each, the second of each, up to the end of the shortest. */
  zip: variadicFilter((value, { args }) => {
    const lists = [value, ...args].map((list) => [...iterate(list)]);
    const length = Math.min(...lists.map((list) => list.length));
    return Array.from({ length }, (_, index) => Tuple.from(lists.map((list) => list[index]!)));
  }),

  /** `items | zip_longest(others…, fillvalue)`: like `zip`, up to the end of the longest. */
  zip_longest: variadicFilter((value, { args, kwargs }) => {
    for (const name of kwargs.keys())
      if (name !== 'fillvalue') throw failure(`the filter \`zip_longest\` has no argument \`${name}\``);
    const fill = kwargs.get('fillvalue') ?? null;
    const lists = [value, ...args].map((list) => [...iterate(list)]);
    const length = Math.max(...lists.map((list) => list.length));
    return Array.from({ length }, (_, index) =>
      Tuple.from(lists.map((list) => (index < list.length ? list[index]! : fill))),
    );
  }),

  /** `items | product(others…, repeat=1)`: every way to take one item of each. */
  product: variadicFilter((value, { args, kwargs }) => {
    for (const name of kwargs.keys())
      if (name !== 'repeat') throw failure(`the filter \`product\` has no argument \`${name}\``);
    const repeat = integerArgument(kwargs.get('repeat') ?? 1, '`repeat`');
    const lists = [value, ...args].map((list) => [...iterate(list)]);
    checkCount(lists.reduce((total, list) => total * list.length, 1) ** repeat);
    return product(Array.from({ length: repeat }, () => lists).flat()).map((items) => Tuple.from(items));
  }),

  /** `items | combinations(length)`: every choice of that many items, in their order. */
  combinations: filter({ set_size: required }, (value, { set_size }) => {
    const items = listOf(value);
    const size = integerArgument(set_size, 'the length');
    checkCount(choices(items.length, size));
    return [...choose(items, size)].map((chosen) => Tuple.from(chosen));
  }),

  /** `items | permutations(length)`: every arrangement of that many items, or of all. */
  permutations: filter({ set_size: null }, (value, { set_size }) => {
    const items = listOf(value);
    const size = set_size === null ? items.length : integerArgument(set_size, 'the length');
    checkCount(arrangements(items.length, size));
    return [...arrange(items, size)].map((arranged) => Tuple.from(arranged));
  }),
} satisfies Readonly<Record<string, Filter>>;

/** The Cartesian product of some lists, the last changing fastest. */
export function product(lists: readonly (readonly Value[])[]): Value[][] {
  return lists.reduce<Value[][]>(
    (products, list) => products.flatMap((items) => list.map((item) => [...items, item])),
    [[]],
  );
}

function choices(count: number, size: number): number {
  let total = 1;
  for (let taken = 0; taken < size && taken < count; taken++) total *= (count - taken) / (taken + 1);
  return Math.round(total);
}

function* choose(items: readonly Value[], size: number, from = 0): Generator<Value[]> {
  if (size === 0) yield [];
  for (let index = from; index < items.length && size > 0; index++)
    for (const rest of choose(items, size - 1, index + 1)) yield [items[index]!, ...rest];
}

function arrangements(count: number, size: number): number {
  let total = 1;
  for (let taken = 0; taken < size && taken < count; taken++) total *= count - taken;
  return total;
}

function* arrange(items: readonly Value[], size: number): Generator<Value[]> {
  if (size === 0) yield [];
  for (let index = 0; index < items.length && size > 0; index++)
    for (const rest of arrange([...items.slice(0, index), ...items.slice(index + 1)], size - 1))
      yield [items[index]!, ...rest];
}

/** The most lists that a filter of combinations makes: more is a mistake, and would hold up everything else. */
const mostLists = 200_000;

/** Refuses to make more lists than that. */
function checkCount(count: number): void {
  if (count > mostLists) throw failure(`this would make ${count} lists, and ${mostLists} is the most`);
}
