import type { MapEntry, MapNode, Node, ScalarNode } from '../../source/node.ts';
import type { Span } from '../../source/span.ts';
import { Float } from '../../std/float.ts';
import { display } from '../../template/display.ts';
import { isDict, isList, type Value } from '../../template/value.ts';

/** What stands in a file, merged into what the variables are: dicts in depth, anything else as in the file. */
export function mergedInto(existing: (name: string) => Value | undefined, file: MapNode): MapNode {
  const entries = file.entries.map((entry) => {
    const known = existing(String(entry.key.value));
    return { ...entry, value: known === undefined ? entry.value : merge(known, entry.value) };
  });
  return { ...file, entries };
}

function merge(existing: Value, node: Node): Node {
  if (!isDict(existing) || node.kind !== 'map') return node;
  const added = new Map(node.entries.map((entry) => [entry.key.value, entry]));
  const kept = [...existing].map(([key, value]): MapEntry => {
    const entry = isScalar(key) ? added.get(key) : undefined;
    if (isScalar(key)) added.delete(key);
    if (entry !== undefined) return { ...entry, value: merge(value, entry.value) };
    return { key: scalar(key, node.span), value: literal(value, node.span) };
  });
  return { ...node, entries: [...kept, ...added.values()] };
}

/** Data as a text of the user's would have it, in which nothing is a template. */
function literal(value: Value, span: Span): Node {
  if (isList(value)) return { kind: 'seq', items: value.map((item) => literal(item, span)), span };
  if (!isDict(value)) return scalar(value, span);
  const entries = [...value].map(([key, item]) => ({ key: scalar(key, span), value: literal(item, span) }));
  return { kind: 'map', entries, span };
}

const scalar = (value: Value, span: Span): ScalarNode => ({
  kind: 'scalar',
  value: isScalar(value) ? value : display(value),
  plain: false,
  tag: 'unsafe',
  span,
});

const isScalar = (value: Value): value is ScalarNode['value'] =>
  value === null || value instanceof Float || !['object', 'function'].includes(typeof value);
