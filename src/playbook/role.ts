import type { Diagnostics } from '../source/diagnostic.ts';
import { entry, type MapNode, type Node, type ScalarNode } from '../source/node.ts';
import { readKeywords } from './read-keywords.ts';
import type { RoleSyntax } from './syntax.ts';

/** Reads `roles:` of a play, or `dependencies:` of a role. */
export function readRoles(node: Node | undefined, diagnostics: Diagnostics): RoleSyntax[] {
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return [];
  if (node.kind !== 'seq') {
    diagnostics.error('not-a-list', 'expected a list of roles', { span: node.span, help: 'write `roles: [NAME]`' });
    return [];
  }
  return node.items.flatMap((item) => readRole(item, diagnostics) ?? []);
}

function readRole(node: Node, diagnostics: Diagnostics): RoleSyntax | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string') {
    return { name: node, keywords: new Map(), params: empty(node), span: node.span };
  }
  const name = node.kind === 'map' ? (entry(node, 'role') ?? entry(node, 'name') ?? entry(node, 'src')) : undefined;
  if (node.kind !== 'map' || name?.kind !== 'scalar' || typeof name.value !== 'string') {
    diagnostics.error('no-role-name', 'this entry names no role', {
      span: node.span,
      help: "write the role's name, or a mapping with the key `role`",
    });
    return undefined;
  }
  const { keywords, rest } = readKeywords(node, 'role', diagnostics);
  const own = new Map([...keywords].filter(([key]) => key !== 'role' && key !== 'name'));
  return { name: name as ScalarNode, keywords: own, params: { ...node, entries: rest }, span: name.span };
}

const empty = (node: Node): MapNode => ({ kind: 'map', entries: [], span: node.span });
