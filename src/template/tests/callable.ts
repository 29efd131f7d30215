import { Instance, isFunction, Undefined } from '../value.ts';
import { property } from './test.ts';

/** `x is callable`. */
export const callableTest = property(
  (value) => isFunction(value) || value instanceof Undefined || (value instanceof Instance && value.call !== undefined),
);
