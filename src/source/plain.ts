import { Float } from '../std/float.ts';
import type { Node, ScalarNode } from './node.ts';

/** A node's kind as messages name it: `a mapping`, `a list`, `an integer`. */
export function kindOf(node: Node): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'seq') return 'a list';
  if (node.tag === 'vault') return 'a vaulted text';
  const { value } = node;
  if (value === null) return 'nothing';
  if (value instanceof Float) return 'a float';
  switch (typeof value) {
    case 'boolean':
      return 'a boolean';
    case 'bigint':
      return 'an integer';
    case 'number':
      return Number.isInteger(value) ? 'an integer' : 'a float';
    default:
      return 'a text';
  }
}

/** A scalar as messages quote it, on one line and cut at 60 characters; a vaulted text is never quoted. */
export function plain(node: ScalarNode): string {
  if (node.tag === 'vault') return '(vaulted)';
  const text = scalarText(node).replace(/\s+/g, ' ').trim();
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** A scalar's value as text, in the spelling that YAML reads back: `true`, `null`, `1.0`. */
export function scalarText({ value }: ScalarNode): string {
  if (value instanceof Float) return value.value.toFixed(1);
  return String(value);
}
