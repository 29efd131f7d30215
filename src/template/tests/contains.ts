import { required } from '../parameters.ts';
import { contains } from '../python/contains.ts';
import { test } from './test.ts';

/** `list is contains(x)`: `in` with the sides exchanged, for `selectattr`. */
export const containsTest = test({ value: required }, (container, { value }) => contains(container, value));
