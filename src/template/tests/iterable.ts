import { isIterable } from '../python/iterate.ts';
import { refuse } from '../refuse.ts';
import { Undefined } from '../value.ts';
import { property } from './test.ts';

/** `x is iterable`: whether a loop can go through it. */
export const iterableTest = property((value) => {
  if (value instanceof Undefined && !value.lenient) refuse(value);
  return value instanceof Undefined || isIterable(value);
});
