import { readFileSync } from 'node:fs';

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
  const text = readFileSync(new URL('./known-names.json', import.meta.url), 'utf8');
  const { builtin, elsewhere } = JSON.parse(text) as { builtin: string[]; elsewhere: string };
  return { ansible: new Set(builtin), redirected: new Set(elsewhere.split(' ')) };
}
