import type { Node } from '../source/node.ts';
import type { Value } from '../template/value.ts';

/** A node as data, just as it is written: its templates are text, and a vaulted text stays locked. */
export function writtenValue(node: Node): Value {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(writtenValue);
  return new Map(node.entries.map(({ key, value }): [Value, Value] => [key.value, writtenValue(value)]));
}
