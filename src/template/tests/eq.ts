import { equal } from '../equal.ts';
import { required } from '../parameters.ts';
import { test } from './test.ts';

/** `x is eq y`. */
export const eqTest = test({ other: required }, (value, { other }) => equal(value, other));
