import type { Binding } from '../template/binding.ts';

/** A group of the inventory. `vars` are those that the inventory source itself gives; vars files are layered over them elsewhere. */
export interface Group {
  readonly name: string;
  readonly children: Set<string>;
  readonly parents: Set<string>;
  readonly hosts: Set<string>;
  readonly vars: Map<string, Binding>;
  /** `ansible_group_priority`: of groups equally deep, the higher wins. See {@link Inventory.prioritise}. */
  readonly priority: number;
}

/** A host as the inventory names it. Where to connect to is worked out from its variables, not kept here. */
export interface Host {
  readonly name: string;
  readonly groups: Set<string>;
  readonly vars: Map<string, Binding>;
  /** `localhost` that no inventory named: matched by its name only, never by `all`. */
  readonly implicit: boolean;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The names that stand for the controller itself when no inventory has them. */
export const localhostNames: readonly string[] = ['localhost', '127.0.0.1', '::1'];

/**
 * The hosts and groups of a run, each in the order it was first named. Every group descends from `all`, and a host that is in no other
 * group is in `ungrouped`; both hold at all times, while a file is read as well as when a task adds hosts.
 */
export class Inventory {
  /** The folders whose `group_vars/` and `host_vars/` belong to this inventory, weakest first. */
  readonly folders: string[] = [];
  readonly #hosts = new Map<string, Host>();
  readonly #groups = new Map<string, Group>();
  readonly #all: Group;
  readonly #ungrouped: Group;
  /** The first host of a {@link localhostNames} name, or the implicit one. */
  #localhost: Host | undefined;
  /** Groups that are children of `all` for want of another parent; worked out when somebody looks. */
  #orphans: Group[] | undefined;
  readonly #members = new Map<string, readonly Host[]>();
  readonly #lineages = new Map<string, readonly Group[]>();
  readonly #depths = new Map<string, number>();

  constructor() {
    this.#all = this.addGroup('all');
    this.#ungrouped = this.addGroup('ungrouped');
    this.addChild('all', 'ungrouped');
  }

  get hosts(): ReadonlyMap<string, Host> {
    return this.#hosts;
  }

  get groups(): ReadonlyMap<string, Group> {
    this.#adoptOrphans();
    return this.#groups;
  }

  /** The host of this name; `localhost` and its addresses exist even when no source names them. */
  host(name: string): Host | undefined {
    const known = this.#hosts.get(name);
    if (known !== undefined || !localhostNames.includes(name)) return known;
    this.#localhost ??= implicitHost(name);
    return this.#localhost;
  }

  /** The group of this name, made when it is new. */
  addGroup(name: string): Group {
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    this.#changed();
    const group: Group = {
      name,
      children: new Set(),
      parents: new Set(),
      hosts: new Set(),
      vars: new Map(),
      priority: 1,
    };
    this.#groups.set(name, group);
    return group;
  }

  /** The host of this name, made when it is new, and put into these groups as well, which are made when they are new. */
  addHost(name: string, groups: Iterable<string> = []): Host {
    this.#changed();
    const host = this.#hosts.get(name) ?? this.#newHost(name);
    for (const group of groups) this.#join(host, this.addGroup(group));
    if (!this.#hasGroupOfItsOwn(host)) this.#join(host, this.#ungrouped);
    return host;
  }

  /**
   * Makes `child` a child of `parent`; both groups are made when they are new. When that would close a circle nothing is done, and
   * the answer is the circle: the names from `child` down to `parent` and `child` again.
   */
  addChild(parent: string, child: string): readonly string[] | undefined {
    this.#changed();
    const [above, below] = [this.addGroup(parent), this.addGroup(child)];
    // Every group descends from `all`, be it only once somebody looks.
    const path = child === 'all' ? [...new Set(['all', parent])] : this.#pathDown(child, parent, new Set());
    if (path !== undefined) return [...path, child];
    link(above, below);
    return undefined;
  }

  /** Sets what `ansible_group_priority` gives; the default is 1. The group is made when it is new. */
  prioritise(name: string, priority: number): void {
    const group: Writable<Group> = this.addGroup(name);
    this.#changed();
    group.priority = priority;
  }

  /** The hosts of a group and of its descendants: its own first, then level by level. Empty for an unknown group. */
  hostsOf(name: string): readonly Host[] {
    this.#adoptOrphans();
    const known = this.#members.get(name);
    if (known !== undefined) return known;
    const names = new Set(this.#descendants(name).flatMap((group) => [...group.hosts]));
    const hosts = [...names].map((host) => this.#hosts.get(host)!);
    this.#members.set(name, hosts);
    return hosts;
  }

  /** The groups of a host and those above them, `all` first, in the order in which the variables of a later one win. */
  ancestors(host: Host): readonly Group[] {
    this.#adoptOrphans();
    const key = [...host.groups].join('\n');
    const known = this.#lineages.get(key);
    if (known !== undefined) return known;
    const lineage = new Set<Group>([this.#all]);
    const pending = [...host.groups];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      const group = this.#groups.get(name)!;
      if (!lineage.has(group)) pending.push(...group.parents);
      lineage.add(group);
    }
    const sorted = [...lineage].sort((a, b) => this.#byPrecedence(a, b));
    this.#lineages.set(key, sorted);
    return sorted;
  }

  /** The variable `group_names`: the groups of a host and those above them, sorted, without `all`. */
  groupNames(host: Host): readonly string[] {
    const names = this.ancestors(host).map((group) => group.name);
    return names.filter((name) => name !== 'all').sort();
  }

  #newHost(name: string): Host {
    const host: Host = { name, groups: new Set(), vars: new Map(), implicit: false };
    this.#hosts.set(name, host);
    if (localhostNames.includes(name) && this.#localhost?.implicit !== false) this.#localhost = host;
    return host;
  }

  #join(host: Host, group: Group): void {
    const isOwn = group !== this.#all && group !== this.#ungrouped;
    if (group === this.#ungrouped && this.#hasGroupOfItsOwn(host)) return;
    group.hosts.add(host.name);
    host.groups.add(group.name);
    if (!isOwn) return;
    this.#ungrouped.hosts.delete(host.name);
    host.groups.delete('ungrouped');
  }

  #hasGroupOfItsOwn(host: Host): boolean {
    for (const name of host.groups) if (name !== 'all' && name !== 'ungrouped') return true;
    return false;
  }

  #pathDown(from: string, to: string, seen: Set<string>): string[] | undefined {
    if (from === to) return [from];
    seen.add(from);
    for (const child of this.#groups.get(from)!.children) {
      const rest = seen.has(child) ? undefined : this.#pathDown(child, to, seen);
      if (rest !== undefined) return [from, ...rest];
    }
    return undefined;
  }

  #descendants(name: string): Group[] {
    const found = new Set<string>(this.#groups.has(name) ? [name] : []);
    for (const group of found) for (const child of this.#groups.get(group)!.children) found.add(child);
    return [...found].map((group) => this.#groups.get(group)!);
  }

  /** The longest way down from `all`, as Ansible counts it. */
  #depth(group: Group): number {
    const known = this.#depths.get(group.name);
    if (known !== undefined) return known;
    const above = [...group.parents].map((parent) => this.#depth(this.#groups.get(parent)!));
    const depth = above.length === 0 ? 0 : 1 + Math.max(...above);
    this.#depths.set(group.name, depth);
    return depth;
  }

  #byPrecedence(a: Group, b: Group): number {
    return this.#depth(a) - this.#depth(b) || a.priority - b.priority || (a.name < b.name ? -1 : 1);
  }

  #adoptOrphans(): void {
    if (this.#orphans !== undefined) return;
    this.#orphans = [...this.#groups.values()].filter((group) => group.parents.size === 0 && group !== this.#all);
    for (const orphan of this.#orphans) link(this.#all, orphan);
  }

  /** Forgets what was worked out, before the inventory changes. */
  #changed(): void {
    for (const orphan of this.#orphans ?? []) unlink(this.#all, orphan);
    this.#orphans = undefined;
    this.#members.clear();
    this.#lineages.clear();
    this.#depths.clear();
  }
}

function implicitHost(name: string): Host {
  const vars = new Map<string, Binding>([['ansible_connection', { value: 'local', safe: true }]]);
  return { name, groups: new Set(), vars, implicit: true };
}

function link(parent: Group, child: Group): void {
  parent.children.add(child.name);
  child.parents.add(parent.name);
}

function unlink(parent: Group, child: Group): void {
  parent.children.delete(child.name);
  child.parents.delete(parent.name);
}
