import { commandLookups } from './commands.ts';
import { configLookups } from './config.ts';
import { fileLookups } from './files.ts';
import { listLookups } from './lists.ts';
import type { Lookup } from './lookup.ts';
import { passwordLookups } from './password.ts';
import { sequenceLookups } from './sequence.ts';
import { tableLookups } from './tables.ts';
import { urlLookups } from './url.ts';
import { variableLookups } from './variables.ts';

/** Every lookup by its short name. */
export const lookups: Readonly<Record<string, Lookup>> = {
  ...listLookups,
  ...sequenceLookups,
  ...variableLookups,
  ...fileLookups,
  ...tableLookups,
  ...commandLookups,
  ...passwordLookups,
  ...urlLookups,
  ...configLookups,
};

/** Those that find nothing but what their terms, or the variables that they name, have in them; anything else that one finds is unsafe. */
const rearranging: ReadonlySet<Lookup> = new Set([
  ...Object.values(listLookups),
  ...Object.values(sequenceLookups),
  variableLookups.vars,
  configLookups.config,
  variableLookups.inventory_hostnames,
  fileLookups.first_found,
]);

/** Whether what a lookup finds is as safe as what it is given. */
export function rearranges(lookup: Lookup): boolean {
  return rearranging.has(lookup);
}
