import { dirname, resolve } from 'node:path';
import type { Diagnostics } from '../../source/diagnostic.ts';
import { displayPath } from '../../source/display-path.ts';
import type { Node, ScalarNode } from '../../source/node.ts';
import { partSpan } from '../../source/part-span.ts';
import { plain } from '../../source/plain.ts';
import type { Span } from '../../source/span.ts';
import { unsafeNode } from '../../source/unsafe-node.ts';
import type { Binding } from '../../template/binding.ts';
import { splitPort } from '../address.ts';
import type { Host, Inventory } from '../inventory.ts';
import { expandRanges, type RangeProblem } from '../ranges.ts';

/** One inventory source while it is read: what its hosts and variables are added to, and where complaints go. */
export class SourceReading {
  readonly file: string;
  /** The file as messages name it. */
  readonly shown: string;
  readonly inventory: Inventory;
  readonly diagnostics: Diagnostics;
  /** Whether it is a program, in whose variables nothing is taken for a template. */
  readonly isUnsafe: boolean;

  constructor(
    file: string,
    inventory: Inventory,
    diagnostics: Diagnostics,
    { cwd, isUnsafe = false }: { readonly cwd?: string; readonly isUnsafe?: boolean } = {},
  ) {
    this.file = file;
    this.shown = displayPath(file, cwd);
    this.inventory = inventory;
    this.diagnostics = diagnostics;
    this.isUnsafe = isUnsafe;
  }

  /** Adds the hosts that a name with ranges and a port stands for; a bad range is reported and adds none. */
  addHosts(text: string, span: Span, group: string): readonly Host[] {
    const { name, port } = splitPort(text);
    const names = expandRanges(name);
    if ('problem' in names) {
      this.#reportRange(names, text.indexOf(name), span, text);
      return [];
    }
    const hosts = names.map((host) => this.addHost(host, group));
    if (port !== undefined) this.setHostVariable(hosts, 'ansible_port', portNode(port, span));
    return hosts;
  }

  /** Adds one host by its exact name. */
  addHost(name: string, group: string): Host {
    const known = this.inventory.hosts.has(name);
    const host = this.inventory.addHost(name, [group]);
    if (!known) {
      host.vars.set('inventory_file', { value: resolve(this.file), safe: true });
      host.vars.set('inventory_dir', { value: dirname(resolve(this.file)), safe: true });
    }
    return host;
  }

  setHostVariable(hosts: readonly Host[], name: string, node: Node): void {
    const binding = this.#binding(node);
    for (const host of hosts) host.vars.set(name, binding);
  }

  /** Sets a group's variable; `ansible_group_priority` is the group's rank and no variable, as with Ansible. */
  setGroupVariable(group: string, name: string, node: Node): void {
    if (name !== 'ansible_group_priority') {
      this.inventory.addGroup(group).vars.set(name, this.#binding(node));
      return;
    }
    const priority = node.kind === 'scalar' ? Number(node.value ?? Number.NaN) : Number.NaN;
    if (Number.isSafeInteger(priority)) this.inventory.prioritise(group, priority);
    else this.#reportPriority(node);
  }

  #binding(node: Node): Binding {
    return { node: this.isUnsafe ? unsafeNode(node) : node };
  }

  /** Makes a group the child of another; a circle is reported. */
  addChild(parent: string, child: string, span: Span): void {
    const circle = this.inventory.addChild(parent, child);
    if (circle === undefined) return;
    const path = circle.map((name) => `\`${name}\``).join(' → ');
    this.diagnostics.error(
      'group-cycle',
      `the group \`${child}\` cannot be a child of \`${parent}\`, which descends from it`,
      {
        span,
        label: path,
        help: `take \`${child}\` out of the children of \`${parent}\``,
      },
    );
  }

  #reportRange({ problem, help, start, end }: RangeProblem, shift: number, span: Span, text: string): void {
    const place = partSpan(span, text, { start: shift + start, end: shift + end });
    this.diagnostics.error('bad-range', problem, { span: place, help });
  }

  #reportPriority(node: Node): void {
    const found = node.kind === 'scalar' ? `\`${plain(node)}\`` : 'a collection';
    this.diagnostics.error('bad-group-priority', `\`ansible_group_priority\` takes an integer, and this is ${found}`, {
      span: node.span,
      help: 'write a number such as `10`; the default is 1, and the highest wins',
    });
  }
}

function portNode(port: number, span: Span): ScalarNode {
  return { kind: 'scalar', value: port, plain: true, span };
}
