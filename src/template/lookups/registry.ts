import { commandLookups } from './commands.ts';
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
};
