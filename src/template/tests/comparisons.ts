import { compare } from '../compare.ts';
import { equal } from '../equal.ts';
import { required } from '../parameters.ts';
import { test } from './test.ts';

/** `x is ne y`. */
export const neTest = test({ other: required }, (value, { other }) => !equal(value, other));

/** `x is lt y`. */
export const ltTest = test({ other: required }, (value, { other }) => compare(value, other, '<') < 0);

/** `x is le y`. */
export const leTest = test({ other: required }, (value, { other }) => compare(value, other, '<=') <= 0);

/** `x is gt y`. */
export const gtTest = test({ other: required }, (value, { other }) => compare(value, other, '>') > 0);

/** `x is ge y`. */
export const geTest = test({ other: required }, (value, { other }) => compare(value, other, '>=') >= 0);
