import { csvfileLookup } from './csvfile.ts';
import { dictLookup } from './dict.ts';
import { envLookup } from './env.ts';
import { fileLookup } from './file.ts';
import { fileglobLookup } from './fileglob.ts';
import { firstFoundLookup } from './first-found.ts';
import { flattenedLookup } from './flattened.ts';
import { indexedItemsLookup } from './indexed-items.ts';
import { iniLookup } from './ini.ts';
import { inventoryHostnamesLookup } from './inventory-hostnames.ts';
import { itemsLookup } from './items.ts';
import { linesLookup } from './lines.ts';
import { listLookup } from './list.ts';
import type { Lookup } from './lookup.ts';
import { nestedLookup } from './nested.ts';
import { passwordLookup } from './password.ts';
import { pipeLookup } from './pipe.ts';
import { randomChoiceLookup } from './random-choice.ts';
import { sequenceLookup } from './sequence.ts';
import { subelementsLookup } from './subelements.ts';
import { templateLookup } from './template.ts';
import { togetherLookup } from './together.ts';
import { unvaultLookup } from './unvault.ts';
import { urlLookup } from './url.ts';
import { varnamesLookup } from './varnames.ts';
import { varsLookup } from './vars.ts';

/** Every lookup by its short name. */
export const lookups: Readonly<Record<string, Lookup>> = {
  cartesian: nestedLookup,
  csvfile: csvfileLookup,
  dict: dictLookup,
  env: envLookup,
  file: fileLookup,
  fileglob: fileglobLookup,
  first_found: firstFoundLookup,
  flattened: flattenedLookup,
  indexed_items: indexedItemsLookup,
  ini: iniLookup,
  inventory_hostnames: inventoryHostnamesLookup,
  items: itemsLookup,
  lines: linesLookup,
  list: listLookup,
  nested: nestedLookup,
  password: passwordLookup,
  pipe: pipeLookup,
  random_choice: randomChoiceLookup,
  sequence: sequenceLookup,
  subelements: subelementsLookup,
  template: templateLookup,
  together: togetherLookup,
  unvault: unvaultLookup,
  url: urlLookup,
  varnames: varnamesLookup,
  vars: varsLookup,
};
