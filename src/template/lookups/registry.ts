import type { Lookup } from './lookup.ts';

/** Every lookup by its short name. */
export const lookups: Readonly<Record<string, Lookup>> = {
};
