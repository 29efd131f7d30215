import type { Diagnostics } from './diagnostic.ts';
import type { MapNode, Node } from './node.ts';
import { kindOf } from './plain.ts';
import type { Sources } from './sources.ts';
import type { Span } from './span.ts';
import { unsafeNode } from './unsafe-node.ts';
import { parseYaml } from './yaml.ts';

/** Where a vars file is registered, where complaints about it go, and where a text names it. */
export interface VarsFilePlace {
  readonly sources: Sources;
  readonly diagnostics: Diagnostics;
  readonly named?: Span | undefined;
}

/**
 * The mapping of names to values that a file of variables is, wherever one is read; an empty file sets none, and one that was fetched from a
 * host has no templates in it. `undefined` after a complaint.
 */
export function readVarsFile(path: string, { sources, diagnostics, named }: VarsFilePlace): MapNode | undefined {
  const text = diagnostics.collect(() => sources.read(path), named);
  const node = text === undefined ? undefined : parseYaml(path, text, diagnostics);
  const vars = node === undefined ? undefined : asVars(node, diagnostics, named);
  return vars !== undefined && sources.isUnsafe(path) ? unsafeNode(vars) : vars;
}

function asVars(node: Node, diagnostics: Diagnostics, named: Span | undefined): MapNode | undefined {
  if (node.kind === 'map') return node;
  if (node.kind === 'scalar' && node.value === null) return { kind: 'map', entries: [], span: node.span };
  diagnostics.error('vars-file-shape', `a file of variables is a mapping, and this is ${kindOf(node)}`, {
    span: node.span,
    help: 'write each variable as `name: value`',
    ...(named !== undefined && { related: [{ span: named, label: 'named here' }] }),
  });
  return undefined;
}
