import type { Node } from '../source/node.ts';
import type { Binding } from '../template/binding.ts';
import { type Plain, toJson } from '../template/to-json.ts';

/** What a variable is bound to, as it was written: templates stay templates, vaulted texts stay closed. */
export function bindingJson(binding: Binding): Plain {
  return 'node' in binding ? nodeJson(binding.node) : toJson(binding.value);
}

function nodeJson(node: Node): Plain {
  if (node.kind === 'seq') return node.items.map(nodeJson);
  if (node.kind === 'map')
    return Object.fromEntries(node.entries.map(({ key, value }) => [String(key.value), nodeJson(value)]));
  if (node.tag === 'vault') return { __ansible_vault: String(node.value) };
  return toJson(node.value);
}
