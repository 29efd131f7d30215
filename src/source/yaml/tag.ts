import { float } from '../../std/float.ts';
import type { Node, ScalarNode, ScalarValue } from '../node.ts';
import { kindOf } from '../plain.ts';
import { didYouMean } from '../suggest.ts';
import { resolveBool, resolveFloat, resolveInt } from './resolve-scalar.ts';
import type { YamlText } from './yaml-text.ts';

const core = 'tag:yaml.org,2002:';
const ours = ['!vault', '!vault-encrypted', '!unsafe'];

/** An explicit tag as it is written, and where. */
export interface Tag {
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

/** Gives a node the meaning of its explicit tag; one that is unknown, or does not fit, is reported and the node kept as it is. */
export function applyTag(tag: Tag, node: Node, source: YamlText): Node {
  const name = fullName(tag.written);
  if (name === '!unsafe') return markUnsafe(node);
  if (name === '!vault' || name === '!vault-encrypted') return vaulted(tag, node, source);
  if (name === '!') return node.kind === 'scalar' ? { ...node, value: written(node, source), plain: false } : node;
  return name.startsWith(core) ? coreTag(name.slice(core.length), tag, node, source) : unknown(tag, node, source);
}

/** `!!str` and `!<tag:yaml.org,2002:str>` in the one full form. */
function fullName(tag: string): string {
  const verbatim = /^!<(.*)>$/.exec(tag)?.[1];
  if (verbatim !== undefined) return verbatim;
  return tag.startsWith('!!') ? core + tag.slice(2) : tag;
}

function coreTag(name: string, tag: Tag, node: Node, source: YamlText): Node {
  const convert = conversions.get(name);
  const collect = collections.get(name);
  if (convert === undefined && collect === undefined) return unknown(tag, node, source);
  const collected = collect?.(node);
  if (collected !== undefined) return collected;
  const value = node.kind === 'scalar' ? convert?.(written(node, source)) : undefined;
  if (node.kind === 'scalar' && value !== undefined) {
    const data = name === 'binary' ? ({ tag: 'unsafe' } as const) : {};
    return { ...node, value, plain: node.plain && name !== 'str' && name !== 'binary', ...data };
  }
  const message = `${kindOf(node)} does not fit the tag \`${tag.written}\``;
  source.diagnostics.error('yaml-tag', message, { span: node.span, help: 'change the value, or remove the tag' });
  return node;
}

const conversions = new Map<string, (text: string) => ScalarValue | undefined>([
  ['str', (text) => text],
  ['int', resolveInt],
  ['float', (text) => resolveFloat(text) ?? decimal(text)],
  ['bool', resolveBool],
  ['null', () => null],
  ['timestamp', (text) => text],
  ['binary', textOfBinary],
]);

/** What collections stand for under their tags: a set is the list of its keys, pairs are lists of two; `undefined` for what does not fit. */
const collections = new Map<string, (node: Node) => Node | undefined>([
  ['map', (node) => (node.kind === 'map' ? node : undefined)],
  ['seq', (node) => (node.kind === 'seq' ? node : undefined)],
  ['set', keysOf],
  ['omap', pairsOf],
  ['pairs', pairsOf],
]);

function keysOf(node: Node): Node | undefined {
  if (node.kind !== 'map') return undefined;
  return { kind: 'seq', items: node.entries.map(({ key }) => key), span: node.span };
}

function pairsOf(node: Node): Node | undefined {
  if (node.kind !== 'seq') return undefined;
  const pairs = node.items.map((item) =>
    item.kind === 'map' && item.entries.length === 1 ? item.entries[0] : undefined,
  );
  if (!pairs.every((pair) => pair !== undefined)) return undefined;
  return { ...node, items: pairs.map(({ key, value }) => ({ kind: 'seq', items: [key, value], span: key.span })) };
}

/** The text that base 64 stands for; `undefined` for what is no base 64. */
function textOfBinary(text: string): string | undefined {
  const bare = text.replace(/\s+/g, '');
  const isBase64 = /^[A-Za-z0-9+/]*={0,2}$/.test(bare) && bare.length % 4 === 0;
  return isBase64 ? Buffer.from(bare, 'base64').toString('utf8') : undefined;
}

/** An explicit float may be written as an integer or with an unsigned exponent. */
function decimal(text: string): ReturnType<typeof float> | undefined {
  return /^[-+]?[0-9]+(?:[eE][-+]?[0-9]+)?$/.test(text) ? float(Number(text)) : undefined;
}

/** A scalar's text before it was resolved to a number or a boolean. */
function written(node: ScalarNode, source: YamlText): string {
  if (typeof node.value === 'string') return node.value;
  return source.text.slice(node.span.start, node.span.end);
}

function vaulted(tag: Tag, node: Node, source: YamlText): Node {
  if (node.kind === 'scalar' && typeof node.value === 'string') return { ...node, tag: 'vault' };
  source.diagnostics.error('yaml-tag', `\`${tag.written}\` takes the text of a vault`, {
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

function unknown({ written, start, end }: Tag, node: Node, { file, diagnostics }: YamlText): Node {
  diagnostics.error('yaml-unknown-tag', `unknown YAML tag \`${written}\``, {
    span: { file, start, end },
    ...didYouMean(
      written,
      ours,
      'quote the value, if it begins with `!`; the tags known here are `!vault` and `!unsafe`',
    ),
  });
  return node;
}
