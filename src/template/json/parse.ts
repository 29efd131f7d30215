import { float } from '../../std/float.ts';
import { failure } from '../refuse.ts';
import type { TemplateError } from '../template-error.ts';
import type { Dict, Value } from '../value.ts';

const blank = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const word = /NaN|-?Infinity|null|true|false/y;
const text = /"(?:[^"\\]|\\.)*"/sy;

const words: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/** How deep lists and objects may nest. */
const deepest = 1_000;

/**
 * The value of a JSON text as Python's `json` reads it: whole numbers stay exact, `1.0` stays a float, `NaN` and `Infinity` are
 * numbers. Anything that is not JSON is an error that says where.
 */
export function parseJson(source: string): Value {
  return new JsonReader(source).read();
}

class JsonReader {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Value {
    const value = this.#value();
    if (this.#at < this.#source.length) throw this.#unexpected('the end of the text');
    return value;
  }

  #value(): Value {
    this.#match(blank);
    const value = this.#bare();
    this.#match(blank);
    return value;
  }

  #bare(): Value {
    switch (this.#source[this.#at]) {
      case '{':
        return this.#nested(() => this.#object());
      case '[':
        return this.#nested(() => this.#list());
      case '"':
        return this.#text();
      default:
        return this.#wordOrNumber();
    }
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > deepest) throw failure(`the JSON text is nested more than ${deepest} levels deep`);
    const value = read();
    this.#depth--;
    return value;
  }

  #wordOrNumber(): Value {
    const known = this.#match(word)?.[0];
    if (known !== undefined) return words.get(known) ?? null;
    const match = this.#match(number);
    if (match === undefined) throw this.#unexpected('a value');
    const [digits, fraction, exponent] = match;
    if (fraction !== undefined || exponent !== undefined) return float(Number(digits));
    return Number.isSafeInteger(Number(digits)) ? Number(digits) + 0 : BigInt(digits);
  }

  #text(): string {
    const start = this.#at;
    const literal = this.#match(text)?.[0];
    if (literal === undefined) throw failure(`the JSON text that starts at character ${start + 1} is never closed`);
    try {
      // Python's `from_json` is lenient about nothing here either: raw control characters are refused by both.
      return JSON.parse(literal) as string;
    } catch {
      throw failure(`the JSON text at character ${start + 1} holds a character or an escape that JSON does not have`);
    }
  }

  #list(): Value[] {
    const items: Value[] = [];
    this.#at++;
    this.#match(blank);
    if (this.#take(']')) return items;
    do items.push(this.#value());
    while (this.#take(','));
    this.#expect(']');
    return items;
  }

  #object(): Dict {
    const dict: Dict = new Map();
    this.#at++;
    this.#match(blank);
    if (this.#take('}')) return dict;
    do {
      this.#match(blank);
      if (this.#source[this.#at] !== '"') throw this.#unexpected('a key in double quotes');
      const key = this.#text();
      this.#match(blank);
      this.#expect(':');
      dict.set(key, this.#value());
    } while (this.#take(','));
    this.#expect('}');
    return dict;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }

  #take(character: string): boolean {
    if (this.#source[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #expect(character: string): void {
    if (!this.#take(character)) throw this.#unexpected(`\`${character}\``);
  }

  #unexpected(wanted: string): TemplateError {
    const before = this.#source.slice(0, this.#at).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    const found = this.#source[this.#at];
    const shown = found === undefined ? 'the end' : `\`${found}\``;
    return failure(
      `the text is not JSON: expected ${wanted} at line ${before.length}, column ${column}, and found ${shown}`,
    );
  }
}
