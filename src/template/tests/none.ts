import { property } from './test.ts';

/** `x is none`. */
export const noneTest = property((value) => value === null);
