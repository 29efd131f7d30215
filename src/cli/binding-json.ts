import type { Node, ScalarValue } from '../source/node.ts';
import type { Binding } from '../template/binding.ts';
import { dumpJson } from '../template/json/dump.ts';
import { type Plain, toPlain } from '../template/to-json.ts';
import type { Value } from '../template/value.ts';

/** Data of an inventory, with the numbers as they were written: `1.0` is no `1`, and long integers keep every digit. */
export type Written = Plain | ScalarValue | Written[] | { [key: string]: Written };

/** What a variable is bound to, as it was written: templates stay templates, vaulted texts stay closed. */
export function bindingJson(binding: Binding): Written {
  return 'node' in binding ? nodeJson(binding.node) : toPlain(binding.value);
}

/** Such data, and lists and objects of it, as JSON text. */
export function writeJson(data: unknown, indent?: number): string {
  return dumpJson(toValue(data), { ensureAscii: false, ...(indent !== undefined && { indent }) });
}

function nodeJson(node: Node): Written {
  if (node.kind === 'seq') return node.items.map(nodeJson);
  if (node.kind === 'map')
    return Object.fromEntries(node.entries.map(({ key, value }) => [String(key.value), nodeJson(value)]));
  if (node.tag === 'vault') return { __ansible_vault: String(node.value) };
  return node.value;
}

function toValue(data: unknown): Value {
  if (Array.isArray(data)) return data.map(toValue);
  const isObject = data !== null && typeof data === 'object' && Object.getPrototypeOf(data) === Object.prototype;
  if (!isObject) return data as Value;
  return new Map(Object.entries(data).map(([key, value]): [Value, Value] => [key, toValue(value)]));
}
