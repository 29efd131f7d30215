import type { Keywords } from '../playbook/syntax.ts';
import type { Node } from '../source/node.ts';
import type { Span } from '../source/span.ts';
import { bindNode } from '../template/bind.ts';
import type { Layer, LayerName } from '../vars/precedence.ts';
import type { Role } from '../vars/role.ts';

/** What a task has from the levels around it. */
export interface Inherited {
  readonly keywords: Keywords;
  readonly conditions: readonly Node[];
  readonly tags: readonly string[];
  readonly environment: readonly Node[];
  readonly moduleDefaults: readonly Node[];
  readonly notify: readonly Node[];
  readonly vars: readonly Layer[];
  readonly role: Role | undefined;
  readonly includedFrom: readonly Span[];
}

export const nothingInherited: Inherited = {
  keywords: new Map(),
  conditions: [],
  tags: [],
  environment: [],
  moduleDefaults: [],
  notify: [],
  vars: [],
  role: undefined,
  includedFrom: [],
};

/** Keywords that join with the outer ones' values, or that concern one level only; all others are taken from the nearest level. */
const notNearest = new Set(['name', 'vars', 'when', 'tags', 'environment', 'module_defaults', 'notify']);

/** Adds one level's keywords to what it inherits. `tags` are that level's own, already evaluated. */
export function inherit(outer: Inherited, keywords: Keywords, tags: readonly string[], layer: LayerName): Inherited {
  const nearest = new Map(outer.keywords);
  for (const [name, node] of keywords) if (!notNearest.has(name)) nearest.set(name, node);
  const vars = bindNode(keywords.get('vars'));
  return {
    ...outer,
    keywords: nearest,
    conditions: [...outer.conditions, ...listed(keywords.get('when'))],
    tags: [...new Set([...outer.tags, ...tags])],
    environment: [...outer.environment, ...listed(keywords.get('environment'))],
    moduleDefaults: [...outer.moduleDefaults, ...listed(keywords.get('module_defaults'))],
    notify: [...outer.notify, ...listed(keywords.get('notify'))],
    vars: vars.size === 0 ? outer.vars : [...outer.vars, { name: layer, vars }],
  };
}

/** A keyword's value as a list: a single one is a list of one, an empty one none. */
export function listed(node: Node | undefined): readonly Node[] {
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return [];
  return node.kind === 'seq' ? node.items : [node];
}
