import type { Keywords } from '../../playbook/syntax.ts';
import type { Role } from '../../vars/role.ts';
import { textOf } from '../compilation.ts';
import { listed } from '../inherit.ts';

/** What says in which collections short names are looked for. */
export interface CollectionReach {
  readonly keywords: Keywords;
  readonly role: Role | undefined;
  readonly file: string;
}

/** The collections in which short names of modules and roles are looked for: that of the role or file itself, then those of `collections:`. */
export function collectionsInEffect({ keywords, role, file }: CollectionReach): string[] {
  const own = role?.collection ?? collectionOfFile(file);
  const named = listed(keywords.get('collections')).flatMap((item) => textOf(item) ?? []);
  return own === undefined ? named : [own, ...named];
}

const below = /^(.*)\/ansible_collections\/(\w+)\/(\w+)\//;

/** The folder that holds the `ansible_collections` which a file lies in. */
export function collectionsRoot(file: string): string | undefined {
  return below.exec(file)?.[1];
}

function collectionOfFile(file: string): string | undefined {
  const [, , namespace, name] = below.exec(file) ?? [];
  return namespace === undefined ? undefined : `${namespace}.${name}`;
}
