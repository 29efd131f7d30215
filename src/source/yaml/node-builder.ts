import type { MapNode, Node, ScalarNode, SeqNode } from '../node.ts';
import type { Span } from '../span.ts';
import { mergeEntries, type WrittenEntry } from './merge.ts';
import { YamlProblem } from './problem.ts';
import { resolvePlain } from './resolve-scalar.ts';
import { applyTag, type Tag } from './tag.ts';
import type { YamlText } from './yaml-text.ts';

/** What stands before a node: `&anchor` and `!tag`. */
export interface Properties {
  readonly anchor?: string;
  readonly tag?: Tag;
}

/** A key that may turn out to be a list or a mapping, which is reported, and its value. */
export interface ReadPair {
  readonly key: Node;
  readonly value: Node;
}

/** Nodes that the aliases of one document may stand for: a thousand uses of an anchor of a thousand nodes. */
const aliasedAtMost = 1_000_000;
const depthAtMost = 500;

/** Makes the nodes of one document, and knows its anchors. */
export class NodeBuilder {
  readonly source: YamlText;
  /** An anchor's node and how many nodes it stands for; `undefined` while it is still being read. */
  readonly #anchors = new Map<string, { readonly node: Node; readonly size: number } | undefined>();
  #size = 0;
  #aliased = 0;
  #depth = 0;

  constructor(source: YamlText) {
    this.source = source;
  }

  scalar(text: string, plain: boolean, [start, end]: readonly [number, number]): ScalarNode {
    this.#size += 1;
    return { kind: 'scalar', value: plain ? resolvePlain(text) : text, plain, span: this.span(start, end) };
  }

  /** A value that is not there. */
  nothing(at: number): ScalarNode {
    return this.scalar('', true, [at, at]);
  }

  seq(items: readonly Node[], start: number, end: number): SeqNode {
    this.#size += 1;
    return { kind: 'seq', items, span: this.span(start, end) };
  }

  map(pairs: readonly ReadPair[], start: number, end: number): MapNode {
    const written = pairs.filter((pair): pair is WrittenEntry => this.#hasPlainKey(pair));
    const entries = mergeEntries(written, this.source.diagnostics);
    this.#size += 1 + Math.max(0, entries.length - written.length);
    return { kind: 'map', entries, span: this.span(start, end) };
  }

  /** The very node that the anchor of this name stands before. */
  alias(name: string, start: number, end: number): Node {
    const known = this.#anchors.get(name);
    if (known === undefined) throw this.#unknownAlias(name, start, end);
    this.#size += known.size;
    this.#aliased += known.size;
    if (this.#aliased <= aliasedAtMost) return known.node;
    const message = 'the aliases of this text stand for more than a million values';
    throw new YamlProblem(message, { start, end, code: 'yaml-alias-bomb' });
  }

  /** Reads a node and gives it its properties. */
  decorate(properties: Properties | undefined, read: () => Node): Node {
    if (properties === undefined) return read();
    const { anchor, tag } = properties;
    const before = this.#size;
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const node = tag === undefined ? read() : applyTag(tag, read(), this.source);
    if (anchor !== undefined) this.#anchors.set(anchor, { node, size: this.#size - before });
    return node;
  }

  /** Reads a collection, and refuses one that is nested too deeply to be worked with. */
  nested<T>(at: number, read: () => T): T {
    this.#depth += 1;
    if (this.#depth > depthAtMost) {
      throw new YamlProblem('the text is nested too deeply to be read', { start: at, code: 'yaml-too-deep' });
    }
    const result = read();
    this.#depth -= 1;
    return result;
  }

  span(start: number, end: number): Span {
    return { file: this.source.file, start, end };
  }

  #hasPlainKey({ key }: ReadPair): boolean {
    if (key.kind === 'scalar') return true;
    this.source.diagnostics.error('yaml-complex-key', 'a key must be a plain word, and this is a list or a mapping', {
      span: key.span,
      help: 'quote the key, if it begins with `[` or `{`',
    });
    return false;
  }

  #unknownAlias(name: string, start: number, end: number): YamlProblem {
    const message = this.#anchors.has(name)
      ? `the alias \`*${name}\` stands inside the value that it names`
      : `there is no anchor \`&${name}\` before this alias`;
    const help = `quote the value, if it is to be the text \`*${name}\``;
    return new YamlProblem(message, { start, end, code: 'yaml-unknown-alias', help });
  }
}
