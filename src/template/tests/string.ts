import { Omit } from '../value.ts';
import { property } from './test.ts';

/** `x is string`. As in the reference `omit` is one: roles ask for that before they compare with it. */
export const stringTest = property((value) => typeof value === 'string' || value instanceof Omit);
