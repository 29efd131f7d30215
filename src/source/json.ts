import { type Float, float } from '../std/float.ts';
import type { MapEntry, Node, ScalarNode } from './node.ts';

/** Why a text is not JSON, and the UTF-16 offset at which it stops being so. */
export interface JsonProblem {
  readonly problem: string;
  readonly at: number;
}

const depthAtMost = 500;

/**
 * Reads a JSON text (RFC 8259) into nodes that know their places, ten times as fast as it could be read as YAML. `NaN` and `Infinity`
 * pass, because Python writes them. Of a key given twice the later value stands, as everywhere in JSON.
 */
export function parseJson(file: string, text: string): Node | JsonProblem {
  try {
    return new JsonReader(file, text).document();
  } catch (error) {
    if (error instanceof NotJson) return { problem: error.message, at: error.at };
    throw error;
  }
}

class NotJson extends Error {
  readonly at: number;

  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}

class JsonReader {
  readonly #file: string;
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  document(): Node {
    const node = this.#value();
    this.#space();
    if (this.#at < this.#text.length) this.#fail('something follows the end of the JSON value');
    return node;
  }

  #value(): Node {
    this.#space();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return this.#string();
      default:
        return this.#word();
    }
  }

  #object(): Node {
    const start = this.#open();
    const entries = new Map<string, MapEntry>();
    for (let more = !this.#closes('}'); more; more = this.#separated('}')) {
      this.#space();
      if (this.#text[this.#at] !== '"') this.#fail('a key in double quotes is wanted');
      const key = this.#string();
      this.#space();
      if (this.#text[this.#at] !== ':') this.#fail('a `:` is wanted after the key');
      this.#at += 1;
      entries.set(String(key.value), { key, value: this.#value() });
    }
    this.#depth -= 1;
    return { kind: 'map', entries: [...entries.values()], span: this.#since(start) };
  }

  #array(): Node {
    const start = this.#open();
    const items: Node[] = [];
    for (let more = !this.#closes(']'); more; more = this.#separated(']')) items.push(this.#value());
    this.#depth -= 1;
    return { kind: 'seq', items, span: this.#since(start) };
  }

  #open(): number {
    if (++this.#depth > depthAtMost) this.#fail('the text is nested too deeply');
    this.#at += 1;
    return this.#at - 1;
  }

  #closes(bracket: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== bracket) return false;
    this.#at += 1;
    return true;
  }

  /** Passes a comma, or the bracket that ends the collection. */
  #separated(bracket: string): boolean {
    if (this.#closes(bracket)) return false;
    if (this.#text[this.#at] !== ',') this.#fail(`a \`,\` or \`${bracket}\` is wanted`);
    this.#at += 1;
    return true;
  }

  #string(): ScalarNode {
    const start = this.#at;
    stringLiteral.lastIndex = start;
    if (!stringLiteral.test(this.#text)) this.#fail('the text in quotes is not closed, or holds a bad escape');
    this.#at = stringLiteral.lastIndex;
    const literal = this.#text.slice(start, this.#at);
    const value = literal.includes('\\') ? String(JSON.parse(literal)) : literal.slice(1, -1);
    return { kind: 'scalar', value, plain: false, span: this.#since(start) };
  }

  #word(): ScalarNode {
    const start = this.#at;
    wordLiteral.lastIndex = start;
    const word = wordLiteral.exec(this.#text)?.[0];
    if (word === undefined) this.#fail('a JSON value is wanted');
    this.#at += word.length;
    const value = constants.has(word) ? constants.get(word)! : number(word);
    return { kind: 'scalar', value, plain: true, span: this.#since(start) };
  }

  #space(): void {
    space.lastIndex = this.#at;
    space.test(this.#text);
    this.#at = space.lastIndex;
  }

  #since(start: number) {
    return { file: this.#file, start, end: this.#at };
  }

  #fail(problem: string): never {
    throw new NotJson(problem, this.#at);
  }
}

const space = /[ \t\r\n]*/y;
const stringLiteral = /"[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\p{Cc}]*)*"/uy;
const wordLiteral = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.])|true|false|null|NaN|-?Infinity/y;

const constants = new Map<string, null | boolean | number>([
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

function number(word: string): number | bigint | Float {
  if (/[.eE]/.test(word)) return float(Number(word));
  return Number.isSafeInteger(Number(word)) ? Number(word) : BigInt(word);
}
