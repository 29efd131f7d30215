import { compare } from '../compare.ts';
import { dictGet } from '../dict-get.ts';
import { equal } from '../equal.ts';
import { asDict } from '../python/coerce.ts';
import { isNumber } from '../python/number.ts';
import { slice } from '../python/slice.ts';
import { type Dict, isDict, isLazyDict, isList, type Value } from '../value.ts';
import type { Query, QueryComparison } from './ast.ts';
import { callFunction } from './functions.ts';
import { isTrue } from './truth.ts';

/** What a query finds in a value; `null` where there is nothing. */
export function searchValue(query: Query, current: Value): Value {
  switch (query.kind) {
    case 'current':
    case 'identity':
      return current;
    case 'field':
      return field(current, query.name);
    case 'literal':
      return query.value;
    case 'index':
      return isList(current) ? (current.at(query.index) ?? null) : null;
    case 'slice':
      return isList(current)
        ? [...(slice(current, { lower: query.start, upper: query.stop, step: query.step }) as Value[])]
        : null;
    case 'chain':
    case 'pipe':
      return searchValue(query.right, searchValue(query.left, current));
    case 'or':
    case 'and': {
      const left = searchValue(query.left, current);
      return isTrue(left) === (query.kind === 'or') ? left : searchValue(query.right, current);
    }
    case 'not':
      return !isTrue(searchValue(query.inner, current));
    case 'compare':
      return compareValues(query.operator, searchValue(query.left, current), searchValue(query.right, current));
    case 'reference':
      return null;
    default:
      return searchMany(query, current);
  }
}

type Many = Extract<
  Query,
  { kind: 'projection' | 'value-projection' | 'filter' | 'flatten' | 'list' | 'dict' | 'call' }
>;

function searchMany(query: Many, current: Value): Value {
  switch (query.kind) {
    case 'projection':
      return project(searchValue(query.left, current), query.right);
    case 'value-projection': {
      const left = asDict(searchValue(query.left, current));
      return left === undefined ? null : project([...left.values()], query.right);
    }
    case 'filter': {
      const left = searchValue(query.left, current);
      const chosen = isList(left) ? left.filter((item) => isTrue(searchValue(query.condition, item))) : null;
      return project(chosen, query.right);
    }
    case 'flatten': {
      const inner = searchValue(query.inner, current);
      return isList(inner) ? inner.flatMap((item) => (isList(item) ? [...item] : [item])) : null;
    }
    case 'list':
      return current === null ? null : query.items.map((item): Value => searchValue(item, current));
    case 'dict':
      return current === null ? null : new Map(query.entries.map(([key, value]) => [key, searchValue(value, current)]));
    case 'call':
      return callFunction(
        query.name,
        query.args.map((argument) => argumentOf(argument, current)),
      );
  }
}

/** An argument of a function: a value, or for `&expression` a function of its own. */
function argumentOf(query: Query, current: Value): Value | ((item: Value) => Value) {
  return query.kind === 'reference' ? (item: Value) => searchValue(query.inner, item) : searchValue(query, current);
}

function field(current: Value, name: string): Value {
  if (isLazyDict(current)) return current.get(name) ?? null;
  return isDict(current) ? (dictGet(current as Dict, name) ?? null) : null;
}

function project(items: Value, query: Query): Value {
  if (!isList(items)) return null;
  return items.map((item) => searchValue(query, item)).filter((found) => found !== null);
}

const orders: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function compareValues(operator: QueryComparison, left: Value, right: Value): Value {
  if (operator === '==') return same(left, right);
  if (operator === '!=') return !same(left, right);
  const comparable = isNumber(left) && isNumber(right) && typeof left !== 'boolean' && typeof right !== 'boolean';
  return comparable ? orders[operator]!(compare(left, right)) : null;
}

/** Unlike Python, a boolean here equals no number. */
function same(left: Value, right: Value): boolean {
  return (typeof left === 'boolean') === (typeof right === 'boolean') && equal(left, right);
}
