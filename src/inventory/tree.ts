import type { Group, Host, Inventory } from './inventory.ts';

/** A group as a YAML inventory writes it. */
export interface GroupTree<V> {
  hosts?: Record<string, V | Record<string, never>>;
  children?: Record<string, GroupTree<V>>;
}

/**
 * The inventory in the form of a YAML inventory file, for `runbook inventory --list --yaml`. A host's variables stand where the host comes
 * first; `varsOf` gives `undefined` for none. A group that is in two places is written out in the first.
 */
export function inventoryTree<V>(inventory: Inventory, varsOf: (host: Host) => V | undefined): { all: GroupTree<V> } {
  const toldHosts = new Set<string>();
  const toldGroups = new Set<string>();
  const tree = (group: Group): GroupTree<V> => {
    if (toldGroups.has(group.name)) return {};
    toldGroups.add(group.name);
    const children = [...group.children]
      .map((name) => inventory.groups.get(name))
      .filter((child) => child !== undefined);
    const filled = children.filter((child) => child.name !== 'ungrouped' || child.hosts.size > 0);
    const hosts = [...group.hosts].map((name): [string, V | Record<string, never>] => [name, hostVars(name)]);
    return {
      ...(hosts.length > 0 ? { hosts: Object.fromEntries(hosts) } : {}),
      ...(filled.length > 0 ? { children: Object.fromEntries(filled.map((child) => [child.name, tree(child)])) } : {}),
    };
  };
  const hostVars = (name: string): V | Record<string, never> => {
    const host = inventory.hosts.get(name);
    if (host === undefined || toldHosts.has(name)) return {};
    toldHosts.add(name);
    return varsOf(host) ?? {};
  };
  return { all: tree(inventory.groups.get('all') as Group) };
}
