import type { Group, Host, Inventory } from '../inventory/inventory.ts';
import type { Bindings } from '../template/binding.ts';
import type { Layer, LayerName } from './precedence.ts';

/** Reads the variables that files of `group_vars/` and `host_vars/` below a folder give; the reader keeps what it has read. */
export interface VarsFiles {
  group(folder: string, name: string): Bindings;
  host(folder: string, name: string): Bindings;
}

/**
 * The layers that the inventory and the vars files beside it and beside the playbook give to hosts. Hosts share the layers of their
 * groups; nothing is copied.
 */
export class InventoryLayers {
  readonly #inventory: Inventory;
  readonly #files: VarsFiles;
  /** By playbook folder, then host; each with the lineage it was worked out from, to notice a change of groups. */
  readonly #known = new Map<string, Map<string, { lineage: readonly Group[]; layers: readonly Layer[] }>>();

  constructor(inventory: Inventory, files: VarsFiles) {
    this.#inventory = inventory;
    this.#files = files;
  }

  /** The layers of a host from `inventory group` to `playbook host_vars`, weakest first. */
  of(host: Host, playbookFolder: string): readonly Layer[] {
    const byHost = this.#known.get(playbookFolder) ?? new Map();
    this.#known.set(playbookFolder, byHost);
    const lineage = this.#inventory.ancestors(host);
    const known = byHost.get(host.name);
    if (known !== undefined && known.lineage === lineage) return known.layers;
    const layers = this.#workOut(host, lineage, playbookFolder);
    byHost.set(host.name, { lineage, layers });
    return layers;
  }

  /** What a group alone is given, in the inventory and in the files beside it and beside the playbook, weakest first. */
  ofGroup(group: Group, playbookFolder: string): readonly Layer[] {
    const folders = [...new Set([...this.#inventory.folders, playbookFolder])];
    const files = folders.map((folder) =>
      layer('inventory group_vars', this.#files.group(folder, group.name), group.name),
    );
    return [layer('inventory group', group.vars, group.name), ...files];
  }

  #workOut(host: Host, lineage: readonly Group[], playbookFolder: string): Layer[] {
    const folders = this.#inventory.folders;
    const [all, others] = [lineage.filter(isAll), lineage.filter((group) => !isAll(group))];
    const groupFiles = (name: LayerName, groups: readonly Group[], where: readonly string[]) =>
      groups.flatMap((group) => where.map((folder) => layer(name, this.#files.group(folder, group.name), group.name)));
    const hostFiles = (name: LayerName, where: readonly string[]) =>
      where.map((folder) => layer(name, this.#files.host(folder, host.name), host.name));
    // Beside the only inventory the playbook's files are the same; after several they are read again, and win.
    const beside = folders.length === 1 && folders[0] === playbookFolder ? [] : [playbookFolder];
    return [
      ...lineage.map((group) => layer('inventory group', group.vars, group.name)),
      ...groupFiles('inventory group_vars/all', all, folders),
      ...groupFiles('playbook group_vars/all', all, beside),
      ...groupFiles('inventory group_vars', others, folders),
      ...groupFiles('playbook group_vars', others, beside),
      layer('inventory host', host.vars, host.name),
      ...hostFiles('inventory host_vars', folders),
      ...hostFiles('playbook host_vars', beside),
    ].filter(({ name, vars }) => name === 'inventory host' || name === 'inventory group' || hasAny(vars));
  }
}

const isAll = (group: Group): boolean => group.name === 'all';

const layer = (name: LayerName, vars: Bindings, from: string): Layer => ({ name, vars, from });

const hasAny = (vars: Layer['vars']): boolean => vars.keys().next().done !== true;
