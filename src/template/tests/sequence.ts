import { Range } from '../python/range.ts';
import { isDict, isLazyDict, isList } from '../value.ts';
import { property } from './test.ts';

/** `x is sequence`: whether it has a length and items; texts and dicts do. */
export const sequenceTest = property(
  (value) => isList(value) || typeof value === 'string' || isDict(value) || isLazyDict(value) || value instanceof Range,
);
