import { isNumber } from '../python/number.ts';
import { property } from './test.ts';

/** `x is number`: booleans are, as in Python. */
export const numberTest = property(isNumber);
