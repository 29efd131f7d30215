import { iterate } from '../python/iterate.ts';
import { filter } from './filter.ts';

/** `x | list`: its items, keys or characters as a list. */
export const listFilter = filter({}, (value) => [...iterate(value)]);
