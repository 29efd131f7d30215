import { DateTime } from '../python/datetime.ts';
import { floatRepr } from '../python/float-repr.ts';
import { isFloat, numberOf } from '../python/number.ts';
import { sorted } from '../python/sorted.ts';
import { failure, refuse } from '../refuse.ts';
import { jsonKey } from '../to-json.ts';
import { aTypeName } from '../type-name.ts';
import { Instance, isDict, isFunction, isLazyDict, isList, Tuple, Undefined, type Value } from '../value.ts';

/** How a JSON text is written: the arguments of Python's `json.dumps`. */
export interface JsonStyle {
  /** Blanks a level, or a text for each level; `undefined` for one line. */
  readonly indent?: number | string | undefined;
  readonly sortKeys?: boolean;
  readonly ensureAscii?: boolean;
  readonly separators?: readonly [item: string, key: string];
}

/** A value as JSON text, the way Python writes it. What JSON has no form for is an error. */
export function dumpJson(value: Value, style: JsonStyle = {}): string {
  return new JsonWriter(style).write(value, '\n');
}

class JsonWriter {
  readonly #sortKeys: boolean;
  readonly #ensureAscii: boolean;
  readonly #indent: string | undefined;
  readonly #itemSeparator: string;
  readonly #keySeparator: string;

  constructor({ indent, sortKeys = false, ensureAscii = true, separators }: JsonStyle) {
    this.#sortKeys = sortKeys;
    this.#ensureAscii = ensureAscii;
    this.#indent = typeof indent === 'number' ? ' '.repeat(Math.max(0, indent)) : indent;
    [this.#itemSeparator, this.#keySeparator] = separators ?? [indent === undefined ? ', ' : ',', ': '];
  }

  /** `newline` is a line break with the blanks of the level that the value stands in. */
  write(value: Value, newline: string): string {
    if (value === null) return 'null';
    if (typeof value === 'string') return this.#text(value);
    if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
    if (isFloat(value)) return floatText(numberOf(value));
    if (typeof value === 'number') return String(value + 0);
    return this.#collection(value, newline);
  }

  #collection(value: Value, newline: string): string {
    if (isList(value)) return this.#list(value, newline);
    if (isDict(value)) return this.#dict([...value], newline);
    if (isLazyDict(value))
      return this.#dict(
        [...value.keys()].map((key) => [key, value.get(key) ?? null]),
        newline,
      );
    if (value instanceof Undefined) return refuse(value);
    if (value instanceof DateTime) return this.#text(value.isoFormat('T'));
    const items = value instanceof Instance && value.length !== undefined ? value.iterate() : undefined;
    if (items !== undefined) return this.#list([...items], newline);
    if (isFunction(value) || value instanceof Instance) throw failure(`${aTypeName(value)} has no form in JSON`);
    return this.#text(String(value));
  }

  #list(items: readonly Value[], newline: string): string {
    const inner = newline + (this.#indent ?? '');
    return this.#bracketed('[', ']', { parts: Array.from(items, (item) => this.write(item, inner)), newline });
  }

  #dict(entries: [Value, Value][], newline: string): string {
    const inner = newline + (this.#indent ?? '');
    const ordered = this.#sortKeys
      ? sorted(
          entries.map((entry) => Tuple.from(entry)),
          { key: ([key]) => key! },
        )
      : entries;
    const parts = ordered.map(
      ([key, value]) => this.#text(jsonKey(key!)) + this.#keySeparator + this.write(value!, inner),
    );
    return this.#bracketed('{', '}', { parts, newline });
  }

  #bracketed(open: string, close: string, { parts, newline }: { parts: readonly string[]; newline: string }): string {
    if (parts.length === 0) return open + close;
    if (this.#indent === undefined) return open + parts.join(this.#itemSeparator) + close;
    const inner = newline + this.#indent;
    // Python breaks the line after the separator, whatever blanks the separator ends in.
    return open + inner + parts.join(this.#itemSeparator + inner) + newline + close;
  }

  #text(text: string): string {
    const quoted = JSON.stringify(text);
    if (!this.#ensureAscii) return quoted;
    return quoted.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  return floatRepr(value);
}
