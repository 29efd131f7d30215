import type { MapEntry, MapNode, Node, ScalarNode } from '../../source/node.ts';
import { kindOf, scalarText } from '../../source/plain.ts';
import { didYouMean } from '../../source/suggest.ts';
import { isAddress } from '../address.ts';
import type { Host } from '../inventory.ts';
import type { SourceReading } from './source-reading.ts';

const sections = ['hosts', 'children', 'vars'];

/** Reads an inventory in Ansible's YAML form: groups by name, each with `hosts`, `children` and `vars`. */
export function readYamlInventory(node: Node, reading: SourceReading): void {
  if (node.kind === 'scalar' && node.value === null) return;
  if (node.kind !== 'map') {
    reportShape(reading, 'an inventory is a mapping of groups', node, 'begin it with `all:` and its `hosts:` below');
    return;
  }
  for (const { key, value } of node.entries) {
    const name = nameOf(key, 'group', reading);
    if (name !== undefined) readGroup(name, value, reading);
  }
}

function readGroup(name: string, node: Node, reading: SourceReading): void {
  reading.inventory.addGroup(name);
  const body = asMap(node);
  if (body === undefined) {
    const help = 'put `hosts:`, `children:` or `vars:` below the name of the group';
    reportShape(reading, `the group \`${name}\` takes a mapping`, node, help);
    return;
  }
  for (const { key, value } of body.entries) readSection(name, key, value, reading);
}

/** Sections are read in the order they are written, which is the order of the hosts that they name. */
function readSection(group: string, key: ScalarNode, value: Node, reading: SourceReading): void {
  switch (key.value) {
    case 'vars':
      for (const item of entriesOf('vars', value, group, reading)) {
        reading.setGroupVariable(group, scalarText(item.key), item.value);
      }
      break;
    case 'children':
      for (const item of entriesOf('children', value, group, reading)) readChild(group, item.key, item.value, reading);
      break;
    case 'hosts':
      for (const item of entriesOf('hosts', value, group, reading)) readHosts(group, item.key, item.value, reading);
      break;
    default:
      reportUnknownKey(key, group, reading);
  }
}

function readChild(parent: string, key: ScalarNode, value: Node, reading: SourceReading): void {
  const child = nameOf(key, 'group', reading);
  if (child === undefined) return;
  readGroup(child, value, reading);
  reading.addChild(parent, child, key.span);
}

function readHosts(group: string, key: ScalarNode, value: Node, reading: SourceReading): void {
  const name = nameOf(key, 'host', reading);
  if (name === undefined) return;
  const hosts = reading.addHosts(name, key.span, group);
  const vars = asMap(value);
  if (vars === undefined) {
    const address = value.kind === 'scalar' ? scalarText(value) : '';
    const help = isAddress(address)
      ? `write \`${name}: {ansible_host: ${address}}\``
      : 'put the variables below the host as `name: value`, or nothing';
    reportShape(reading, `the host \`${name}\` takes a mapping of its variables`, value, help);
    return;
  }
  setHostVariables(hosts, vars, reading);
}

function setHostVariables(hosts: readonly Host[], vars: MapNode, reading: SourceReading): void {
  for (const { key, value } of vars.entries) reading.setHostVariable(hosts, scalarText(key), value);
}

/** The entries of a group's section. A single word stands for a mapping with that key alone. */
function entriesOf(name: string, node: Node, group: string, reading: SourceReading): readonly MapEntry[] {
  if (node.kind === 'scalar' && typeof node.value === 'string' && name !== 'vars') {
    return [{ key: node, value: { ...node, value: null } }];
  }
  const map = asMap(node);
  if (map !== undefined) return map.entries;
  const help =
    node.kind === 'seq' ? 'write each item as a key: `name:` and no dash' : `indent the ${name} below \`${name}:\``;
  reportShape(reading, `\`${name}\` of the group \`${group}\` takes a mapping`, node, help);
  return [];
}

/** A mapping, with nothing at all taken for an empty one. */
function asMap(node: Node): MapNode | undefined {
  if (node.kind === 'map') return node;
  return node.kind === 'scalar' && node.value === null ? { kind: 'map', entries: [], span: node.span } : undefined;
}

function nameOf(key: ScalarNode, what: 'group' | 'host', reading: SourceReading): string | undefined {
  if (typeof key.value === 'string' && key.value !== '') return key.value;
  const written = key.value === null ? 'nothing' : `${kindOf(key)}, \`${scalarText(key)}\``;
  reading.diagnostics.error('inventory-name', `the name of a ${what} must be a text, and this is ${written}`, {
    span: key.span,
    help: key.value === null ? `write the name of the ${what}` : `quote it: \`"${scalarText(key)}"\``,
  });
  return undefined;
}

function reportUnknownKey(key: ScalarNode, group: string, { diagnostics }: SourceReading): void {
  const word = scalarText(key);
  diagnostics.error('inventory-unknown-key', `unknown key \`${word}\` in the group \`${group}\``, {
    span: key.span,
    label: 'not one of `hosts`, `children`, `vars`',
    ...didYouMean(word, sections, `put a group below \`children:\`, and a variable below \`vars:\``),
  });
}

function reportShape({ diagnostics }: SourceReading, wanted: string, found: Node, help: string): void {
  diagnostics.error('inventory-shape', `${wanted}, and this is ${kindOf(found)}`, { span: found.span, help });
}
