import { property } from './test.ts';

/** `x is string`. */
export const stringTest = property((value) => typeof value === 'string');
