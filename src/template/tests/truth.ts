import { property } from './test.ts';

/** `x is boolean`. */
export const booleanTest = property((value) => typeof value === 'boolean');

/** `x is true`: the boolean itself. */
export const trueTest = property((value) => value === true);

/** `x is false`: the boolean itself. */
export const falseTest = property((value) => value === false);
