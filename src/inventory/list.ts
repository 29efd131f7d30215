import type { Group, Host, Inventory } from './inventory.ts';

/** A group as an inventory program lists it; what is empty is left out. */
export interface ListedGroup {
  readonly children?: readonly string[];
  readonly hosts?: readonly string[];
}

/** The shape of `ansible-inventory --list`, which is also what an inventory program prints. */
export interface InventoryList<V> {
  readonly _meta: { readonly hostvars: Readonly<Record<string, V>> };
  readonly [group: string]: ListedGroup | { readonly hostvars: Readonly<Record<string, V>> };
}

/** Variables that every host has of itself, and that a list of the inventory's own leaves out. */
export const internalVariables: ReadonlySet<string> = new Set([
  'ansible_config_file',
  'ansible_diff_mode',
  'ansible_facts',
  'ansible_forks',
  'ansible_inventory_sources',
  'ansible_limit',
  'ansible_playbook_python',
  'ansible_run_tags',
  'ansible_skip_tags',
  'ansible_verbosity',
  'ansible_version',
  'group_names',
  'groups',
  'inventory_dir',
  'inventory_file',
  'inventory_hostname',
  'inventory_hostname_short',
  'omit',
  'playbook_dir',
]);

/** Lists the groups that descend from `all`, and under `_meta` the variables of each host that has any, as `varsOf` gives them. */
export function inventoryList<V>(inventory: Inventory, varsOf: (host: Host) => V | undefined): InventoryList<V> {
  const groups = new Map<string, ListedGroup>();
  for (const name of new Set(['all', ...inventory.groups.keys()])) {
    const listed = listGroup(inventory.groups.get(name)!);
    if (Object.keys(listed).length > 0) groups.set(name, listed);
  }
  return { ...Object.fromEntries(groups), _meta: { hostvars: hostvars(inventory, varsOf) } };
}

function listGroup({ name, children, hosts }: Group): ListedGroup {
  return {
    ...(children.size > 0 ? { children: [...children] } : {}),
    ...(hosts.size > 0 && name !== 'all' ? { hosts: [...hosts] } : {}),
  };
}

function hostvars<V>(inventory: Inventory, varsOf: (host: Host) => V | undefined): Record<string, V> {
  const entries = [...inventory.hosts.values()].map((host) => [host.name, varsOf(host)] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, V] => entry[1] !== undefined));
}
