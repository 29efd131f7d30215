import type { Group, Host, Inventory } from './inventory.ts';

/** What to show below the groups and hosts of a graph: variables as they are to be printed, by name. */
export interface GraphVariables {
  ofGroup(group: Group): ReadonlyMap<string, string>;
  ofHost(host: Host): ReadonlyMap<string, string>;
}

/** The lines of a group's tree as `ansible-inventory --graph` draws it: `@group:`, its children, then its own hosts. */
export function inventoryGraph(inventory: Inventory, start = 'all', variables?: GraphVariables): string[] {
  const group = inventory.groups.get(start);
  return group === undefined ? [] : new Graph(inventory, variables).lines(group, 0);
}

class Graph {
  readonly #inventory: Inventory;
  readonly #variables: GraphVariables | undefined;

  constructor(inventory: Inventory, variables: GraphVariables | undefined) {
    this.#inventory = inventory;
    this.#variables = variables;
  }

  lines(group: Group, depth: number): string[] {
    const children = [...group.children].map((name) => this.#inventory.groups.get(name)!);
    // What stands in `all` itself is in `ungrouped` too, or in a group of its own.
    const hosts = group.name === 'all' ? [] : [...group.hosts].map((name) => this.#inventory.hosts.get(name)!);
    return [
      branch(`@${group.name}:`, depth),
      ...children.flatMap((child) => this.lines(child, depth + 1)),
      ...hosts.flatMap((host) => this.#host(host, depth + 1)),
      ...variableLines(this.#variables?.ofGroup(group), depth + 1),
    ];
  }

  #host(host: Host, depth: number): string[] {
    return [branch(host.name, depth), ...variableLines(this.#variables?.ofHost(host), depth + 1)];
  }
}

function branch(text: string, depth: number): string {
  return depth === 0 ? text : `${'  |'.repeat(depth)}--${text}`;
}

function variableLines(variables: ReadonlyMap<string, string> | undefined, depth: number): string[] {
  const sorted = [...(variables ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, value]) => branch(`{${name} = ${value}}`, depth));
}
