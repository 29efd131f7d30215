import type { Diagnostics } from '../source/diagnostic.ts';
import type { MapEntry, MapNode, Node } from '../source/node.ts';
import { suggest } from '../source/suggest.ts';
import { isTemplate } from '../template/template.ts';
import { keywordsAt, type Level, levelsOf, type Shape, shapeOf } from './keywords.ts';
import type { Keywords } from './syntax.ts';

/** A mapping's entries, parted into keywords of `level` (their shapes checked) and the rest. */
export function readKeywords(
  node: MapNode,
  level: Level,
  diagnostics: Diagnostics,
): { keywords: Keywords; rest: MapEntry[] } {
  const keywords = new Map<string, Node>();
  const rest: MapEntry[] = [];
  for (const entry of node.entries) {
    const name = String(entry.key.value);
    const shape = shapeOf(name, level);
    if (shape === undefined) rest.push(entry);
    else {
      checkShape(name, shape, entry.value, diagnostics);
      keywords.set(name, shape === 'vars' ? asMapping(entry.value) : entry.value);
    }
  }
  return { keywords, rest };
}

/** Variables written as a list of mappings are one mapping, in which the later ones win: an old form that playbooks still use. */
function asMapping(node: Node): Node {
  if (node.kind !== 'seq') return node;
  const entries = node.items.flatMap((item) => (item.kind === 'map' ? item.entries : []));
  const last = new Map(entries.map((entry) => [entry.key.value, entry]));
  return { kind: 'map', entries: [...last.values()], span: node.span };
}

/** Complains about a key that is no keyword at `level`, saying where it belongs or what it resembles. */
export function unknownKeyword(entry: MapEntry, level: Level, diagnostics: Diagnostics): void {
  const name = String(entry.key.value);
  const elsewhere = levelsOf(name);
  const meant = suggest(name, keywordsAt(level));
  diagnostics.error('unknown-keyword', `\`${name}\` is not a keyword of a ${level}`, {
    span: entry.key.span,
    label: elsewhere.length > 0 ? `a keyword of a ${elsewhere.join(' or a ')} only` : 'not a keyword',
    ...(elsewhere.length === 0 && meant !== undefined ? { help: `did you mean \`${meant}\`?` } : {}),
  });
}

const expected: Record<Shape, string> = {
  bool: 'true or false',
  int: 'a whole number',
  port: 'a whole number from 1 to 65535',
  number: 'a number',
  string: 'a text',
  strings: 'a text or a list of texts',
  map: 'a mapping',
  vars: 'a mapping',
  list: 'a list',
  conditions: 'a condition or a list of conditions',
  tasks: 'a list of tasks',
  any: 'a value',
};

function checkShape(name: string, shape: Shape, node: Node, diagnostics: Diagnostics): void {
  if (fits(shape, node)) return;
  diagnostics.error('wrong-value', `\`${name}\` must be ${expected[shape]}`, {
    span: node.span,
    label: `expected ${expected[shape]}, found ${found(node)}`,
  });
}

function found(node: Node): string {
  if (node.kind === 'seq') return 'a list';
  if (node.kind === 'map') return 'a mapping';
  return node.value === null ? 'nothing' : `\`${node.value}\``;
}

function isPort(text: string): boolean {
  return /^\s*\d{1,5}\s*$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

const booleanWords = /^(?:yes|no|on|off|true|false|y|n|t|f|1|0)$/i;

function fits(shape: Shape, node: Node): boolean {
  if (node.kind === 'scalar' && typeof node.value === 'string' && isTemplate(node.value)) return true;
  if (node.kind === 'scalar' && node.tag === 'vault') return true;
  const scalar = node.kind === 'scalar' ? node.value : undefined;
  switch (shape) {
    case 'any':
      return true;
    case 'bool':
      return typeof scalar === 'boolean' || scalar === null || booleanWords.test(String(scalar));
    case 'int':
      return scalar === null || /^\s*-?\d+\s*$/.test(String(scalar));
    case 'port':
      return scalar === null || isPort(String(scalar));
    case 'number':
      return scalar === null || /^\s*-?\d+(?:\.\d+)?%?\s*$/.test(String(scalar));
    case 'string':
      return scalar !== undefined;
    case 'strings':
    case 'conditions':
      return node.kind === 'scalar' || (node.kind === 'seq' && node.items.every((item) => item.kind === 'scalar'));
    case 'vars':
      return fits('map', node) || (node.kind === 'seq' && node.items.every((item) => item.kind === 'map'));
    case 'map':
      return node.kind === 'map' || scalar === null;
    case 'list':
    case 'tasks':
      return node.kind === 'seq' || scalar === null;
  }
}
