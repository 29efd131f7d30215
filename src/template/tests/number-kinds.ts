import { isFloat, isInt, isNumber, numberOf } from '../python/number.ts';
import { failure, refuse } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Undefined } from '../value.ts';
import { property } from './test.ts';

/** `x is integer`: booleans are not. */
export const integerTest = property(isInt);

/** `x is float`. */
export const floatTest = property(isFloat);

/** `x is nan`: whether it is the number that is none. */
export const nanTest = property((value) => {
  if (value instanceof Undefined) refuse(value);
  if (!isNumber(value)) throw failure(`\`nan\` wants a number, and ${aTypeName(value)} was given`);
  return Number.isNaN(numberOf(value));
});
