import { equal } from './equal.ts';
import { isNumber } from './python/number.ts';
import { failure, refuse } from './refuse.ts';
import { typeName } from './type-name.ts';
import { Float, Instance, isList, Tuple, Undefined, type Value } from './value.ts';

/**
 * Less than, equal to or greater than zero as Python orders the two. Values that Python cannot order, such as a text and a number, are
 * an error that names both types; `operator` is the one that the message shows.
 */
export function compare(left: Value, right: Value, operator = '<'): number {
  if (left instanceof Undefined) refuse(left);
  if (right instanceof Undefined) refuse(right);
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (isList(left) && isList(right) && left instanceof Tuple === right instanceof Tuple)
    return compareLists(left, right, operator);
  const ordered = left instanceof Instance ? left.compare(right) : undefined;
  if (ordered !== undefined) return ordered;
  throw failure(`\`${operator}\` cannot compare ${typeName(left)} with ${typeName(right)}`);
}

function compareNumbers(left: number | bigint | boolean | Float, right: number | bigint | boolean | Float): number {
  const [a, b] = [ordinal(left), ordinal(right)];
  if (a < b) return -1;
  if (a > b) return 1;
  // Not a number is neither less nor greater, and equals nothing.
  return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 0;
}

function ordinal(value: number | bigint | boolean | Float): number | bigint {
  if (value instanceof Float) return value.value;
  return typeof value === 'boolean' ? Number(value) : value;
}

const surrogate = /[\ud800-\udfff]/;

/** Orders two texts by code points, as Python does; JavaScript orders by UTF-16 units. */
export function compareText(left: string, right: string): number {
  if (surrogate.test(left) || surrogate.test(right)) return compareCodePoints([...left], [...right]);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function compareCodePoints(left: readonly string[], right: readonly string[]): number {
  for (let index = 0; index < left.length && index < right.length; index++) {
    const difference = left[index]!.codePointAt(0)! - right[index]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareLists(left: readonly Value[], right: readonly Value[], operator: string): number {
  for (let index = 0; index < left.length && index < right.length; index++)
    if (!equal(left[index]!, right[index]!)) return compare(left[index]!, right[index]!, operator);
  return left.length - right.length;
}
