import type { Node } from '../node.ts';
import { type Cursor, endOfText } from './cursor.ts';
import type { NodeBuilder, ReadPair } from './node-builder.ts';
import { scanPlain, startsPlain } from './plain-scalar.ts';
import { YamlProblem } from './problem.ts';
import { readName, readProperties } from './properties.ts';
import { scanQuoted } from './quoted-scalar.ts';
import { restOfLine, unquotedTemplate } from './value-text.ts';

/** Reads what has no blocks in it: scalars, aliases and collections in brackets. */
export class FlowReader {
  readonly #cursor: Cursor;
  readonly #builder: NodeBuilder;

  constructor(cursor: Cursor, builder: NodeBuilder) {
    this.#cursor = cursor;
    this.#builder = builder;
  }

  /** Reads one node without properties. An unquoted scalar goes on over lines that are indented deeper than `indent`. */
  atom(indent: number, inFlow = false): Node {
    const cursor = this.#cursor;
    const start = cursor.at;
    switch (cursor.text[start]) {
      case '"':
      case "'":
        return this.#builder.scalar(scanQuoted(cursor), false, [start, cursor.at]);
      case '[':
        return this.#builder.nested(start, () => this.#seq());
      case '{':
        return this.#builder.nested(start, () => this.#map(inFlow));
      case '*': {
        const name = readName(cursor);
        return this.#builder.alias(name, start, cursor.at);
      }
    }
    if (!startsPlain(cursor, inFlow)) throw this.#reserved();
    const text = scanPlain(cursor, indent, inFlow);
    return this.#builder.scalar(text, true, [start, cursor.at]);
  }

  #seq(): Node {
    const start = this.#open();
    const items: Node[] = [];
    while (!this.#closes(']', start)) {
      const item = this.#item();
      const value = this.#value();
      items.push(
        value === undefined ? item : this.#builder.map([{ key: item, value }], item.span.start, value.span.end),
      );
      this.#separate(']', start);
    }
    return this.#builder.seq(items, start, this.#cursor.at);
  }

  #map(inFlow: boolean): Node {
    if (this.#cursor.is('{', 1) || this.#cursor.is('%', 1)) throw unquotedTemplate(this.#cursor, inFlow);
    const start = this.#open();
    const pairs: ReadPair[] = [];
    while (!this.#closes('}', start)) {
      const key = this.#item();
      pairs.push({ key, value: this.#value() ?? this.#builder.nothing(key.span.end) });
      this.#separate('}', start);
    }
    return this.#builder.map(pairs, start, this.#cursor.at);
  }

  #open(): number {
    this.#cursor.at += 1;
    return this.#cursor.at - 1;
  }

  #skip(): void {
    this.#cursor.skip({ inFlow: true });
  }

  #closes(bracket: string, open: number): boolean {
    this.#skip();
    if (this.#cursor.indentation() === -1) throw this.#notClosed(bracket, open);
    if (!this.#cursor.is(bracket)) return false;
    this.#cursor.at += 1;
    return true;
  }

  /** Passes the comma after an item, unless the collection ends here. */
  #separate(bracket: string, open: number): void {
    this.#skip();
    if (this.#cursor.is(bracket)) return;
    if (!this.#cursor.is(',')) throw this.#notSeparated(bracket, open);
    this.#cursor.at += 1;
  }

  /** An item or a key, with its properties; a `?` before it says nothing more. */
  #item(): Node {
    this.#skip();
    if (this.#cursor.isIndicator('?')) {
      this.#cursor.at += 1;
      this.#skip();
    }
    return this.#node();
  }

  #node(): Node {
    const at = this.#cursor.at;
    const properties = readProperties(this.#cursor);
    if (properties !== undefined) this.#skip();
    return this.#builder.decorate(properties, () => {
      const isEmpty = properties !== undefined && ',]}:'.includes(this.#cursor.text[this.#cursor.at] ?? ',');
      return isEmpty ? this.#builder.nothing(at) : this.atom(-1, true);
    });
  }

  /** The value after a `:`, if one is here. */
  #value(): Node | undefined {
    this.#skip();
    if (!this.#cursor.is(':')) return undefined;
    this.#cursor.at += 1;
    const at = this.#cursor.at;
    this.#skip();
    return ',]}'.includes(this.#cursor.text[this.#cursor.at] ?? ',') ? this.#builder.nothing(at) : this.#node();
  }

  #notSeparated(bracket: string, open: number): YamlProblem {
    const cursor = this.#cursor;
    const opening = cursor.text[open];
    if (cursor.indentation() === -1) return this.#notClosed(bracket, open);
    return new YamlProblem(`a \`,\` or \`${bracket}\` is missing before this`, {
      start: cursor.at,
      help: `separate the items with \`,\`, and close the \`${opening}\` with \`${bracket}\``,
    });
  }

  #notClosed(bracket: string, open: number): YamlProblem {
    const help = `close it with \`${bracket}\``;
    return new YamlProblem(`the \`${this.#cursor.text[open]}\` is not closed`, {
      start: open,
      label: 'opened here',
      help,
    });
  }

  #reserved(): YamlProblem {
    const cursor = this.#cursor;
    const start = cursor.at;
    if (cursor.code() === endOfText) return new YamlProblem('the text ends where a value is wanted', { start });
    const character = cursor.is('`') ? 'a backquote' : `\`${cursor.text[start]}\``;
    const help = `quote the whole value: \`"${restOfLine(cursor.text, start)}"\``;
    return new YamlProblem(`a value cannot begin with ${character}`, { start, help });
  }
}
