import { failure, refuse } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { type Dict, isDict, isLazyDict, Undefined, type Value } from '../value.ts';
import { isIntegral, isNumber, numberOf } from './number.ts';

/** The text that an argument must be; any other type is an error that says what it is for. */
export function textOf(value: Value, what: string): string {
  if (typeof value === 'string') return value;
  throw mismatch(value, what, 'a str');
}

/** The text that a filter of paths and the like is applied to. */
export function onlyText(value: Value, filter: string): string {
  if (typeof value === 'string') return value;
  throw failure(`the filter \`${filter}\` wants a text, and ${aTypeName(value)} was given`);
}

/** A text, or `null` where none was given. */
export function optionalText(value: Value, what: string): string | null {
  return value === null ? null : textOf(value, what);
}

/** The whole number that an argument must be, as JavaScript's. */
export function integerArgument(value: Value, what: string): number {
  if (isIntegral(value)) return Number(value);
  throw mismatch(value, what, 'an int');
}

/** The number that an argument must be. */
export function numberArgument(value: Value, what: string): number {
  if (isNumber(value)) return numberOf(value);
  throw mismatch(value, what, 'a number');
}

/** The dict that an argument must be; a lazy one is read whole. */
export function dictArgument(value: Value, what: string): Dict {
  const dict = asDict(value);
  if (dict === undefined) throw mismatch(value, what, 'a dict');
  return dict;
}

/** The value as a dict when it is any mapping; a lazy one is read whole. */
export function asDict(value: Value): Dict | undefined {
  if (isDict(value)) return value;
  if (!isLazyDict(value)) return undefined;
  const whole: Dict = new Map();
  for (const key of value.keys()) whole.set(key, value.get(key) ?? null);
  return whole;
}

function mismatch(value: Value, what: string, wanted: string): Error {
  if (value instanceof Undefined) refuse(value);
  return failure(`${what} must be ${wanted}, and ${aTypeName(value)} was given`);
}
