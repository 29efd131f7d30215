import { dictGet } from './dict-get.ts';
import { isNumber } from './python/number.ts';
import { refuse } from './refuse.ts';
import {
  type Dict,
  Instance,
  isDict,
  isLazyDict,
  isList,
  type LazyDict,
  Tuple,
  Undefined,
  type Value,
} from './value.ts';

/** Whether Python's `==` holds: numbers by value whatever their type, a list never equals a tuple. */
export function equal(left: Value, right: Value): boolean {
  if (left instanceof Undefined) return equalUndefined(left, right);
  if (right instanceof Undefined) return equalUndefined(right, left);
  if (left === right) return true;
  if (isNumber(left)) return isNumber(right) && equalNumbers(left, right);
  if (typeof left === 'string' || left === null) return right instanceof Instance && right.equals(left);
  if (isList(left)) return isList(right) && equalLists(left, right);
  if (left instanceof Instance) return left.equals(right);
  if (right instanceof Instance) return right.equals(left);
  return isMapping(left) && isMapping(right) && equalMappings(left, right);
}

function equalUndefined(value: Undefined, other: Value): boolean {
  if (!value.lenient) refuse(value);
  return other instanceof Undefined && (other.lenient || refuse(other));
}

function equalNumbers(left: number | bigint | boolean | object, right: number | bigint | boolean | object): boolean {
  if (typeof left === 'bigint' || typeof right === 'bigint') return exact(left) === exact(right);
  return Number(left) === Number(right);
}

function exact(value: number | bigint | boolean | object): bigint | number {
  if (typeof value === 'bigint') return value;
  const number = Number(value);
  return Number.isInteger(number) ? BigInt(number) : number;
}

function equalLists(left: readonly Value[], right: readonly Value[]): boolean {
  if (left.length !== right.length || left instanceof Tuple !== right instanceof Tuple) return false;
  return left.every((item, index) => equal(item, right[index]!));
}

function isMapping(value: Value): value is Dict | LazyDict {
  return isDict(value) || isLazyDict(value);
}

function equalMappings(left: Dict | LazyDict, right: Dict | LazyDict): boolean {
  const keys = [...left.keys()];
  if (keys.length !== [...right.keys()].length) return false;
  return keys.every((key) => {
    const other = valueIn(right, key);
    return other !== undefined && equal(valueIn(left, key)!, other);
  });
}

function valueIn(mapping: Dict | LazyDict, key: Value): Value | undefined {
  if (isDict(mapping)) return dictGet(mapping, key);
  return typeof key === 'string' ? mapping.get(key) : undefined;
}
