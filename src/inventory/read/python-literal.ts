import type { MapEntry, Node, ScalarNode, ScalarValue } from '../../source/node.ts';
import type { Span } from '../../source/span.ts';
import { type Float, float } from '../../std/float.ts';

/**
 * The value of a Python literal as `ast.literal_eval` reads it: number, string, `True`, `False`, `None`, list, tuple, dict or set of such.
 * `undefined` when the text is none, and so stands for itself. Every part gets the span of the whole.
 */
export function readPythonLiteral(text: string, span: Span): Node | undefined {
  if (!/^[-+.\d\w'"([{]/.test(text)) return undefined;
  const reader = new LiteralReader(text, span);
  const node = reader.valueOrTuple();
  return node !== undefined && reader.atEnd() ? node : undefined;
}

const depthAtMost = 100;

class LiteralReader {
  readonly #text: string;
  readonly #span: Span;
  #at = 0;
  #depth = 0;

  constructor(text: string, span: Span) {
    this.#text = text;
    this.#span = span;
  }

  /** A value, or several with commas and no parentheses around them, which is a tuple too: `80, 443`. */
  valueOrTuple(): Node | undefined {
    const first = this.#value();
    if (first === undefined || !this.#passes(',')) return first;
    const items = [first];
    while (!this.atEnd()) {
      const item = this.#value();
      if (item === undefined) return undefined;
      items.push(item);
      if (!this.#passes(',')) break;
    }
    return { kind: 'seq', items, span: this.#span };
  }

  #value(): Node | undefined {
    this.#space();
    const open = this.#text[this.#at];
    if (open === '[' || open === '(' || open === '{') return this.#collection(open);
    const word = this.#take(/(?:None|True|False)\b/y);
    if (word !== undefined) return this.#scalar(words.get(word)!, true);
    return this.#number() ?? this.#strings();
  }

  /** Whether nothing but space and a comment is left. */
  atEnd(): boolean {
    this.#take(/\s*(?:#.*)?/y);
    return this.#at === this.#text.length;
  }

  #collection(open: '[' | '(' | '{'): Node | undefined {
    if (++this.#depth > depthAtMost) return undefined;
    this.#at += 1;
    const node = open === '{' ? this.#braces() : this.#items(open === '[' ? ']' : ')');
    this.#depth -= 1;
    return node;
  }

  /** The rest of a list, a tuple or a set, of which `items` have been read. */
  #items(close: string, items: Node[] = []): Node | undefined {
    let comma = items.length === 0 || this.#passes(',');
    const single = () => close === ')' && items.length === 1 && !comma;
    while (!this.#passes(close)) {
      const item = comma ? this.#value() : undefined;
      if (item === undefined) return undefined;
      items.push(item);
      comma = this.#passes(',');
    }
    return single() ? items[0] : { kind: 'seq', items, span: this.#span };
  }

  /** A dictionary, or a set, which becomes a list. */
  #braces(): Node | undefined {
    if (this.#passes('}')) return { kind: 'map', entries: [], span: this.#span };
    const first = this.#value();
    if (first === undefined) return undefined;
    return this.#passes(':') ? this.#entries(first) : this.#items('}', [first]);
  }

  /** A dictionary, of which the first key and its colon have been read. */
  #entries(first: Node): Node | undefined {
    const entries = new Map<ScalarValue, MapEntry>();
    for (let key: Node | undefined = first; ; key = this.#value()) {
      const isFirst = key === first;
      if (key?.kind !== 'scalar' || !(isFirst || this.#passes(':'))) return undefined;
      const value = this.#value();
      if (value === undefined) return undefined;
      entries.set(key.value, { key, value });
      const comma = this.#passes(',');
      if (this.#passes('}')) return { kind: 'map', entries: [...entries.values()], span: this.#span };
      if (!comma) return undefined;
    }
  }

  #passes(character: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #number(): ScalarNode | undefined {
    const start = this.#at;
    const sign = this.#take(/[-+]\s*/y)?.trim() ?? '';
    const digits = this.#take(numberLiteral);
    if (digits === undefined) {
      this.#at = start;
      return undefined;
    }
    const magnitude = numberValue(digits.replaceAll('_', ''));
    return this.#scalar(sign === '-' ? negative(magnitude) : magnitude, true);
  }

  /** Strings that stand side by side are one. */
  #strings(): ScalarNode | undefined {
    let value: string | undefined;
    for (let piece = this.#string(); piece !== undefined; piece = this.#string()) value = (value ?? '') + piece;
    return value === undefined ? undefined : this.#scalar(value, false);
  }

  #string(): string | undefined {
    this.#space();
    const literal = this.#take(/(?:[rR]|[uU])?(?:'(?:[^'\\\n]|\\[^\n])*'|"(?:[^"\\\n]|\\[^\n])*")/y);
    if (literal === undefined) return undefined;
    const raw = /^[rR]/.test(literal);
    const inner = literal.slice(/^\w/.test(literal) ? 2 : 1, -1);
    return raw ? inner : inner.replace(escapes, unescaped);
  }

  #scalar(value: ScalarValue, plain: boolean): ScalarNode {
    return { kind: 'scalar', value, plain, span: this.#span };
  }

  #space(): void {
    this.#take(/\s*/y);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}

const words = new Map<string, ScalarValue>([
  ['None', null],
  ['True', true],
  ['False', false],
]);

const numberLiteral =
  /(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*\.(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][-+]?\d+)?|\d(?:_?\d)*[eE][-+]?\d+|[1-9](?:_?\d)*|0(?:_?0)*)(?![\w.])/y;

function numberValue(digits: string): number | bigint | Float {
  if (!/^0[xob]/i.test(digits) && /[.eE]/.test(digits)) return float(Number(digits));
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : BigInt(digits);
}

function negative(value: number | bigint | Float): number | bigint | Float {
  if (typeof value === 'object') return float(-value.value);
  return value === 0 ? 0 : -value;
}

const escapes = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g;
const simple = new Map(
  Object.entries({ n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '\\': '\\', "'": "'", '"': '"' }),
);

function unescaped(
  whole: string,
  octal?: string,
  hex?: string,
  short?: string,
  long?: string,
  character?: string,
): string {
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  const code = hex ?? short ?? long;
  if (code === undefined) return simple.get(character ?? '') ?? whole;
  const point = Number.parseInt(code, 16);
  return point > 0x10ffff ? whole : String.fromCodePoint(point);
}
