import { float } from '../../std/float.ts';
import type { Node, ScalarNode, ScalarValue } from '../node.ts';
import { didYouMean } from '../suggest.ts';
import { resolveBool, resolveFloat, resolveInt, resolvePlain } from './resolve-scalar.ts';
import type { YamlText } from './yaml-text.ts';

const core = 'tag:yaml.org,2002:';
const ours = ['!vault', '!vault-encrypted', '!unsafe'];

/** Gives a node the meaning of its explicit tag; one that is unknown, or does not fit, is reported and the node kept as it is. */
export function applyTag(tag: string, node: Node, source: YamlText): Node {
  if (tag === '!unsafe') return markUnsafe(node);
  if (tag === '!vault' || tag === '!vault-encrypted') return vaulted(tag, node, source);
  if (tag === '!') return node.kind === 'scalar' ? { ...node, value: resolvePlain(written(node, source)) } : node;
  if (!tag.startsWith(core)) return unknown(tag, node, source);
  return coreTag(tag.slice(core.length), node, source);
}

function coreTag(name: string, node: Node, source: YamlText): Node {
  if ((name === 'map' && node.kind === 'map') || (name === 'seq' && node.kind === 'seq')) return node;
  const convert = conversions.get(name);
  if (convert === undefined) return unknown(`!!${name}`, node, source);
  const value = node.kind === 'scalar' ? convert(written(node, source)) : undefined;
  if (node.kind === 'scalar' && value !== undefined) return { ...node, value, plain: node.plain && name !== 'str' };
  source.diagnostics.error('yaml-tag', `the value does not fit its tag \`!!${name}\``, { span: node.span });
  return node;
}

const conversions = new Map<string, (text: string) => ScalarValue | undefined>([
  ['str', (text) => text],
  ['int', resolveInt],
  ['float', (text) => resolveFloat(text) ?? decimal(text)],
  ['bool', resolveBool],
  ['null', () => null],
  ['timestamp', (text) => text],
]);

/** An explicit float may be written as an integer or with an unsigned exponent. */
function decimal(text: string): ReturnType<typeof float> | undefined {
  return /^[-+]?[0-9]+(?:[eE][-+]?[0-9]+)?$/.test(text) ? float(Number(text)) : undefined;
}

/** A scalar's text before it was resolved to a number or a boolean. */
function written(node: ScalarNode, source: YamlText): string {
  if (typeof node.value === 'string') return node.value;
  return source.text.slice(node.span.start, node.span.end);
}

function vaulted(tag: string, node: Node, source: YamlText): Node {
  if (node.kind === 'scalar' && typeof node.value === 'string') return { ...node, tag: 'vault' };
  source.diagnostics.error('yaml-tag', `\`${tag}\` takes the text of a vault`, {
    span: node.span,
    help: 'write `!vault |` and the armoured text, indented, on the lines after it',
  });
  return node;
}

function markUnsafe(node: Node): Node {
  switch (node.kind) {
    case 'scalar':
      return { ...node, tag: 'unsafe' };
    case 'seq':
      return { ...node, items: node.items.map(markUnsafe) };
    case 'map':
      return { ...node, entries: node.entries.map(({ key, value }) => ({ key, value: markUnsafe(value) })) };
  }
}

function unknown(tag: string, node: Node, source: YamlText): Node {
  source.diagnostics.error('yaml-unknown-tag', `unknown YAML tag \`${tag}\``, {
    span: node.span,
    ...didYouMean(tag, ours, 'quote the value, if it begins with `!`; the tags known here are `!vault` and `!unsafe`'),
  });
  return node;
}
