import type { Filter } from './filter.ts';

export const filters: Readonly<Record<string, Filter>> = {};
