import type { Node } from '../node.ts';
import { scanBlockScalar } from './block-scalar.ts';
import type { Cursor } from './cursor.ts';
import { FlowReader } from './flow-reader.ts';
import { misplaced, missingColon, trailing } from './misplaced.ts';
import type { NodeBuilder, ReadPair } from './node-builder.ts';
import { readProperties } from './properties.ts';

/** Reads what is built by indentation. Columns are those of PyYAML: an item of a list may stand as far out as the key it belongs to. */
export class BlockReader {
  readonly #cursor: Cursor;
  readonly #builder: NodeBuilder;
  readonly #flow: FlowReader;

  constructor(cursor: Cursor, builder: NodeBuilder) {
    this.#cursor = cursor;
    this.#builder = builder;
    this.#flow = new FlowReader(cursor, builder);
  }

  /** Reads the one node of a document, up to the document's end. */
  document(): Node {
    const at = this.#cursor.at;
    const crossed = this.#cursor.skip();
    if (this.#cursor.indentation() === -1) return this.#builder.nothing(at);
    const node = this.#node(-1, crossed);
    const onNewLine = this.#cursor.skip();
    if (this.#cursor.indentation() !== -1) throw trailing(this.#cursor, node, onNewLine);
    return node;
  }

  /** Reads a node that is indented deeper than `indent`. A list or a mapping of its own may begin only where `mayBlock`. */
  #node(indent: number, mayBlock: boolean): Node {
    const cursor = this.#cursor;
    const { at: start, column } = cursor;
    const properties = readProperties(cursor);
    if (properties !== undefined && cursor.skip()) {
      return this.#builder.decorate(properties, () => this.#below(indent, start));
    }
    if (properties === undefined && cursor.isIndicator('-')) return this.#seqHere(column, mayBlock);
    if (properties === undefined && cursor.isIndicator('?') && mayBlock) return this.#map(column, start);
    if (cursor.is('|') || cursor.is('>')) return this.#builder.decorate(properties, () => this.#blockScalar(indent));
    const node = this.#builder.decorate(properties, () => this.#flow.atom(indent));
    if (!this.#isKey(start)) return node;
    if (!mayBlock) throw misplaced.secondColon(cursor, node);
    return this.#map(column, start, node);
  }

  #blockScalar(indent: number): Node {
    const start = this.#cursor.at;
    const { text, end } = scanBlockScalar(this.#cursor, indent);
    return this.#builder.scalar(text, false, [start, end]);
  }

  /** Whether what was read from `start` on is a key: on one line, and a `: ` follows on it. */
  #isKey(start: number): boolean {
    const cursor = this.#cursor;
    if (cursor.lineStart > start) {
      if (cursor.isIndicator(':')) throw missingColon(cursor, start);
      return false;
    }
    cursor.passSpace();
    return cursor.isIndicator(':');
  }

  /** What stands on the lines below a key, a dash or properties, if it is indented deep enough to belong there. */
  #below(indent: number, at: number): Node {
    const column = this.#cursor.indentation();
    if (column > indent) return this.#node(indent, true);
    if (column === indent && this.#cursor.isIndicator('-')) return this.#seq(indent, true);
    return this.#builder.nothing(at);
  }

  #seqHere(column: number, mayBlock: boolean): Node {
    if (!mayBlock) throw misplaced.dash(this.#cursor);
    return this.#seq(column, false);
  }

  /** `besideKey`: the dashes stand in the column of the key that the list belongs to. */
  #seq(column: number, besideKey: boolean): Node {
    const cursor = this.#cursor;
    const start = cursor.at;
    return this.#builder.nested(start, () => {
      const items: Node[] = [];
      let end = start;
      while (cursor.indentation() === column && cursor.isIndicator('-')) {
        items.push(this.#itemAfter(column));
        end = Math.max(end, items.at(-1)!.span.end);
        const onNewLine = cursor.skip();
        const next = cursor.indentation();
        if (next > column) throw trailing(cursor, items.at(-1)!, onNewLine);
        if (next === column && !cursor.isIndicator('-') && !besideKey) throw misplaced.afterList(cursor);
      }
      return this.#builder.seq(items, start, end);
    });
  }

  /** What follows a `-`, a `?` or the `:` of such a key: on the same line it may be a list or a mapping itself. */
  #itemAfter(column: number): Node {
    const cursor = this.#cursor;
    cursor.at += 1;
    const at = cursor.at;
    const crossed = cursor.skip();
    if (crossed && cursor.indentation() <= column) return this.#builder.nothing(at);
    return this.#node(column, true);
  }

  #map(column: number, start: number, firstKey?: Node): Node {
    const cursor = this.#cursor;
    return this.#builder.nested(start, () => {
      const pairs: ReadPair[] = [];
      let end = start;
      for (let key = firstKey; ; key = undefined) {
        const pair = this.#pair(column, key);
        pairs.push(pair);
        end = Math.max(pair.key.span.end, pair.value.span.end);
        const onNewLine = cursor.skip();
        const next = cursor.indentation();
        if (next < column) return this.#builder.map(pairs, start, end);
        if (next > column) throw trailing(cursor, pair.value, onNewLine);
      }
    });
  }

  #pair(column: number, readKey: Node | undefined): ReadPair {
    const cursor = this.#cursor;
    if (readKey === undefined && cursor.isIndicator('?')) return this.#explicitPair(column);
    const key = readKey ?? this.#key(column);
    cursor.at += 1;
    const at = cursor.at;
    const value = cursor.skip() ? this.#below(column, at) : this.#node(column, false);
    return { key, value };
  }

  #explicitPair(column: number): ReadPair {
    const cursor = this.#cursor;
    const key = this.#itemAfter(column);
    cursor.skip();
    const hasValue = cursor.indentation() === column && cursor.isIndicator(':');
    return { key, value: hasValue ? this.#itemAfter(column) : this.#builder.nothing(key.span.end) };
  }

  #key(column: number): Node {
    const cursor = this.#cursor;
    const start = cursor.at;
    if (cursor.isIndicator('-')) throw misplaced.dash(cursor);
    const properties = readProperties(cursor);
    const key = this.#builder.decorate(properties, () => this.#flow.atom(column));
    if (!this.#isKey(start)) throw missingColon(cursor, start);
    return key;
  }
}
