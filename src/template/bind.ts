import type { MapNode, Node } from '../source/node.ts';
import type { Binding, Bindings } from './binding.ts';
import type { Dict, Value } from './value.ts';

/** The variables that a mapping of a user's text sets; a missing or empty one sets none. */
export function bindNode(node: Node | undefined): Bindings {
  if (node?.kind !== 'map') return new Map();
  return new Map(
    (node as MapNode).entries.map(({ key, value }): [string, Binding] => [String(key.value), { node: value }]),
  );
}

/** The variables that data sets, such as facts or what a loop is at; `isSafe` tells of which the text is the user's own. */
export function bindValues(
  values: Dict | Readonly<Record<string, Value>>,
  isSafe: (name: string) => boolean = () => false,
): Bindings {
  const entries = values instanceof Map ? [...values] : Object.entries(values);
  return new Map(
    entries.map(([key, value]): [string, Binding] => {
      const name = String(key);
      return [name, { value, safe: isSafe(name) }];
    }),
  );
}
