import { Undefined } from '../value.ts';
import { property } from './test.ts';

/** `x is defined`. */
export const definedTest = property((value) => !(value instanceof Undefined));
