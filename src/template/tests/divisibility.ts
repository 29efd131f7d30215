import { equal } from '../equal.ts';
import { required } from '../parameters.ts';
import { operate } from '../python/arithmetic.ts';
import type { Value } from '../value.ts';
import { property, test } from './test.ts';

function leaves(value: Value, divisor: Value, rest: number): boolean {
  return equal(operate('%', value, divisor), rest);
}

/** `x is even`. */
export const evenTest = property((value) => leaves(value, 2, 0));

/** `x is odd`. */
export const oddTest = property((value) => leaves(value, 2, 1));

/** `x is divisibleby y`. */
export const divisiblebyTest = test({ num: required }, (value, { num }) => leaves(value, num, 0));
