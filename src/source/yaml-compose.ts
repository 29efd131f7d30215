import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  type Node as Parsed,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { MapEntry, Node, ScalarNode } from './node.ts';
import type { Span } from './span.ts';
import { mergeEntries, type WrittenEntry } from './yaml-merge.ts';
import { resolvePlain } from './yaml-scalar.ts';
import { reportUnquotedTemplate } from './yaml-syntax.ts';
import { applyTag } from './yaml-tag.ts';
import type { YamlText } from './yaml-text.ts';

/** Nodes that aliases may stand for in one document: a thousand uses of a thousand-node anchor. */
const aliasedNodesAtMost = 1_000_000;
const depthAtMost = 500;

/** Turns the library's document into our nodes; `undefined` when it must not be used. */
export function composeNode(document: Document.Parsed, source: YamlText): Node | undefined {
  return new Composer(source).compose(document);
}

/** Stops composing when the document is hostile; what is wrong has been reported. */
class Refused extends Error {}

class Composer {
  readonly #source: YamlText;
  /** An anchor's node and how many nodes it stands for; `undefined` while it is still being read. */
  readonly #anchors = new Map<string, { node: Node; size: number } | undefined>();
  #size = 0;
  #aliased = 0;
  #depth = 0;

  constructor(source: YamlText) {
    this.#source = source;
  }

  compose(document: Document.Parsed): Node | undefined {
    try {
      return this.#node(document.contents, document.range[0]);
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }

  #node(parsed: Parsed | null, at: number): Node {
    this.#size += 1;
    if (parsed === null) return nothing(this.#span(at, at));
    if (isAlias(parsed)) return this.#alias(parsed);
    const { anchor } = parsed as { anchor?: string };
    if (anchor === undefined) return this.#tagged(parsed);
    this.#anchors.set(anchor, undefined);
    const before = this.#size;
    const node = this.#tagged(parsed);
    this.#anchors.set(anchor, { node, size: this.#size - before + 1 });
    return node;
  }

  #tagged(parsed: Parsed): Node {
    const node = this.#untagged(parsed);
    return parsed.tag === undefined ? node : applyTag(parsed.tag, node, this.#source);
  }

  #untagged(parsed: Parsed): Node {
    if (isScalar(parsed)) return this.#scalar(parsed);
    if (++this.#depth > depthAtMost) this.#refuse('yaml-too-deep', 'the text is nested too deeply to be read', parsed);
    const node = isMap(parsed) ? this.#map(parsed) : this.#seq(parsed as YAMLSeq);
    this.#depth -= 1;
    return node;
  }

  #scalar(parsed: Scalar): ScalarNode {
    const plain = parsed.type === Scalar.PLAIN;
    const text = String(parsed.value);
    return { kind: 'scalar', value: plain ? resolvePlain(text) : text, plain, span: this.#spanOf(parsed) };
  }

  #seq(parsed: YAMLSeq): Node {
    const items = parsed.items.map((item) => this.#node(item as Parsed | null, startOf(parsed)));
    return { kind: 'seq', items, span: this.#spanOf(parsed) };
  }

  #map(parsed: YAMLMap): Node {
    const span = this.#spanOf(parsed);
    const written: WrittenEntry[] = [];
    for (const pair of parsed.items) {
      const entry = this.#entry(pair.key as Parsed | null, pair.value as Parsed | null, span);
      if (entry !== undefined) written.push(entry);
    }
    const entries: readonly MapEntry[] = mergeEntries(written, this.#source.diagnostics);
    this.#size += Math.max(0, entries.length - written.length);
    return { kind: 'map', entries, span };
  }

  #entry(parsedKey: Parsed | null, parsedValue: Parsed | null, map: Span): WrittenEntry | undefined {
    const key = this.#node(parsedKey, map.start);
    const value = this.#node(parsedValue, key.span.end);
    if (key.kind === 'scalar') return { key, value };
    this.#reportKey(key, map);
    return undefined;
  }

  #reportKey(key: Node, map: Span): void {
    const isTemplate = key.kind === 'map' && this.#source.text.startsWith('{{', map.start);
    if (isTemplate) {
      reportUnquotedTemplate(map.start, this.#source);
      return;
    }
    this.#source.diagnostics.error('yaml-complex-key', 'a key must be a plain word, and this is a list or a mapping', {
      span: key.span,
      help: 'quote the key, if it begins with `[` or `{`',
    });
  }

  #alias(parsed: Alias): Node {
    const known = this.#anchors.get(parsed.source);
    if (known === undefined) return this.#unknownAlias(parsed);
    this.#size += known.size;
    this.#aliased += known.size;
    if (this.#aliased > aliasedNodesAtMost) {
      this.#refuse('yaml-alias-bomb', 'the aliases of this text stand for more than a million values', parsed);
    }
    return known.node;
  }

  #unknownAlias(parsed: Alias): never {
    const message = this.#anchors.has(parsed.source)
      ? `the alias \`*${parsed.source}\` stands inside the value that it names`
      : `there is no anchor \`&${parsed.source}\` before this alias`;
    const help = `quote the value, if it is to be the text \`*${parsed.source}\``;
    return this.#refuse('yaml-unknown-alias', message, parsed, help);
  }

  #refuse(code: string, message: string, parsed: Parsed, help?: string): never {
    const span = this.#spanOf(parsed);
    this.#source.diagnostics.error(code, message, help === undefined ? { span } : { span, help });
    throw new Refused(message);
  }

  /** A block's range runs on to its last line end; what people see of it ends with its last visible character. */
  #spanOf(parsed: Parsed): Span {
    const [start, valueEnd] = parsed.range ?? [0, 0];
    let end = valueEnd;
    while (end > start && isSpace(this.#source.text.charCodeAt(end - 1))) end -= 1;
    return this.#span(start, end);
  }

  #span(start: number, end: number): Span {
    return { file: this.#source.file, start, end };
  }
}

function nothing(span: Span): ScalarNode {
  return { kind: 'scalar', value: null, plain: true, span };
}

function startOf(parsed: Parsed): number {
  return parsed.range?.[0] ?? 0;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
