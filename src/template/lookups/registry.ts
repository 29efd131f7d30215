import type { Lookup } from './lookup.ts';

export const lookups: Readonly<Record<string, Lookup>> = {};
