import type { MapNode, Node, ScalarNode } from './node.ts';

/** The same value with nothing in it that is taken for a template, or for a vaulted text. */
export function unsafeNode(node: ScalarNode): ScalarNode;
export function unsafeNode(node: MapNode): MapNode;
export function unsafeNode(node: Node): Node;
export function unsafeNode(node: Node): Node {
  switch (node.kind) {
    case 'scalar':
      return { ...node, tag: 'unsafe' };
    case 'seq':
      return { ...node, items: node.items.map((item) => unsafeNode(item)) };
    case 'map':
      return {
        ...node,
        entries: node.entries.map(({ key, value }) => ({ key: unsafeNode(key), value: unsafeNode(value) })),
      };
  }
}
