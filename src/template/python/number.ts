import { Float, type Value } from '../value.ts';

/** An integer of the playbook language; booleans count as 0 and 1. */
export type Integer = number | bigint;

/** Whether Python's type of this value is `int` itself. */
export function isInt(value: Value): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
}

/** Whether Python's type of this value is `float`. */
export function isFloat(value: Value): value is number | Float {
  return value instanceof Float || (typeof value === 'number' && !Number.isInteger(value));
}

/** Whether Python counts it as a number; booleans are. */
export function isNumber(value: Value): value is number | bigint | Float | boolean {
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' || value instanceof Float;
}

/** Whether Python counts it as an integer; booleans are. */
export function isIntegral(value: Value): value is number | bigint | boolean {
  return typeof value === 'boolean' || isInt(value);
}

/** The integer that an {@link isIntegral} value is. */
export function integerOf(value: number | bigint | boolean): Integer {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** A number as JavaScript's, whatever precision that costs. */
export function numberOf(value: number | bigint | Float | boolean): number {
  return value instanceof Float ? value.value : Number(value);
}

/** A big integer in the representation that values have: `number` where it is exact. */
export function fromBigInt(value: bigint): Integer {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : value;
}

/** The integer below a finite number, exact beyond 2^53 too. */
export function truncate(value: number): Integer {
  const whole = Math.trunc(value);
  return Number.isSafeInteger(whole) ? whole + 0 : BigInt(whole);
}
