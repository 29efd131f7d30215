import { isDict, isLazyDict } from '../value.ts';
import { property } from './test.ts';

/** `x is mapping`: whether it is a dict. */
export const mappingTest = property((value) => isDict(value) || isLazyDict(value));
