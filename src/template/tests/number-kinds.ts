import { isFloat, isInt, isNumber, numberOf } from '../python/number.ts';
import { refuse } from '../refuse.ts';
import { Undefined } from '../value.ts';
import { property } from './test.ts';

/** `x is integer`: booleans are not. */
export const integerTest = property(isInt);

/** `x is float`. */
export const floatTest = property(isFloat);

/** `x is nan`: whether it is the number that is none. */
export const nanTest = property((value) => {
  if (value instanceof Undefined) refuse(value);
  return isNumber(value) && Number.isNaN(numberOf(value));
});
