import { Undefined } from '../value.ts';
import { property } from './test.ts';

/** `x is undefined`. */
export const undefinedTest = property((value) => value instanceof Undefined);
