import { required } from '../parameters.ts';
import { contains } from '../python/contains.ts';
import { test } from './test.ts';

/** `x is in y`. */
export const inTest = test({ seq: required }, (value, { seq }) => contains(seq, value));
