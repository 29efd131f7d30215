import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../std/package-folder.ts';

/** Names of modules that exist in the world: Ansible's own, and short names of Ansible 2.9 that now lead to a collection. */
export interface KnownNames {
  readonly ansible: ReadonlySet<string>;
  readonly redirected: ReadonlySet<string>;
}

let names: KnownNames | undefined;

/** The names, read on first use: a playbook without foreign or misspelt modules never needs them. */
export function knownNames(): KnownNames {
  names ??= readNames();
  return names;
}

function readNames(): KnownNames {
  const text = readFileSync(join(packageFolder(), 'src/modules/known-names.json'), 'utf8');
  const { builtin, elsewhere } = JSON.parse(text) as { builtin: string[]; elsewhere: string };
  return { ansible: new Set(builtin), redirected: new Set(elsewhere.split(' ')) };
}
