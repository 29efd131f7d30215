import { iterate } from '../python/iterate.ts';
import { truthy } from '../truthy.ts';
import { property } from './test.ts';

/** `items is all`: whether every item counts as true. */
export const allTest = property((value) => [...iterate(value)].every(truthy));

/** `items is any`: whether some item counts as true. */
export const anyTest = property((value) => [...iterate(value)].some(truthy));
