import { float } from '../../std/float.ts';
import { TemplateSyntaxError } from '../template-error.ts';
import type { Value } from '../value.ts';
import { plainString, unescapeString } from './string-literal.ts';
import type { Token, TokenType } from './token.ts';

const space = /\s+/y;
const floating = /(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy;
const integer = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy;
const name = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*/uy;
const operator = /\/\/|\*\*|==|!=|>=|<=|[+\-/*%~[\](){}><=.:|,;]/y;
const lineEnd = /\s*(?:\n|$)/y;
const quoted = /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Where an expression's closing delimiter stands, and the sign in front of it. */
export interface Close {
  readonly start: number;
  readonly sign: string;
  /** Where a line ends that is the delimiter, empty lines behind it included. */
  readonly end?: number;
}

/** What ends an expression, and how its texts are written. */
export interface ExpressionStyle {
  /** The closing delimiter; empty for a bare expression. */
  readonly closing: string;
  readonly plainBackslashes?: boolean;
  /** The end of the line is what closes it. */
  readonly endsWithLine?: boolean;
}

/** Cuts the inside of `{{ }}` or `{% %}`, or a bare expression when `closing` is empty, into tokens. */
export class ExpressionLexer {
  readonly #text: string;
  readonly #closing: string;
  readonly #endsWithLine: boolean;
  readonly #plainBackslashes: boolean;
  readonly #emit: (token: Token) => void;
  readonly #open: Token[] = [];
  #at: number;

  constructor(text: string, at: number, style: ExpressionStyle, emit: (token: Token) => void) {
    this.#text = text;
    this.#at = at;
    this.#closing = style.closing;
    this.#endsWithLine = style.endsWithLine ?? false;
    this.#plainBackslashes = style.plainBackslashes ?? false;
    this.#emit = emit;
  }

  /** Emits tokens up to the closing delimiter, or `undefined` when the text ends before it. `signs` may stand in front of it. */
  run(signs: string): Close | undefined {
    while (true) {
      const line = this.#lineEndHere();
      if (line !== undefined) return line;
      this.#match(space);
      const close = this.#closeHere(signs);
      if (close !== undefined) return close;
      if (this.#at >= this.#text.length) return this.#finish();
      this.#token();
    }
  }

  #finish(): undefined {
    const open = this.#open.at(-1);
    if (open !== undefined && this.#closing === '') throw this.#neverClosed(open);
  }

  /** The end of the line, where that closes the expression; inside of brackets it does not. */
  #lineEndHere(): Close | undefined {
    const start = this.#at;
    if (!this.#endsWithLine || this.#open.length > 0 || this.#match(lineEnd) === undefined) return undefined;
    return { start, sign: '', end: this.#at };
  }

  #closeHere(signs: string): Close | undefined {
    // A closing delimiter inside of brackets is not one: `{{ {'a': {}} }}`.
    if (this.#closing === '' || this.#open.length > 0) return undefined;
    const first = this.#text[this.#at] ?? '';
    if (first !== '' && signs.includes(first) && this.#text.startsWith(this.#closing, this.#at + 1))
      return { start: this.#at, sign: first };
    return this.#text.startsWith(this.#closing, this.#at) ? { start: this.#at, sign: '' } : undefined;
  }

  #token(): void {
    const start = this.#at;
    if (this.#nextToken(this.#text[start]!) === undefined) throw this.#unexpected(start);
  }

  /** Its first character says what a token is. */
  #nextToken(first: string): string | undefined {
    if (first >= '0' && first <= '9') return this.#number();
    if (first === "'" || first === '"') return this.#string();
    return /[A-Za-z_]/.test(first) ? this.#name() : (this.#operator() ?? this.#name());
  }

  #number(): string | undefined {
    const start = this.#at;
    const afterDot = this.#text[start - 1] === '.';
    const fraction = afterDot ? undefined : this.#match(floating);
    if (fraction !== undefined) return this.#push('float', fraction, float(Number(fraction.replaceAll('_', ''))));
    const whole = this.#match(integer);
    return whole === undefined ? undefined : this.#push('integer', whole, integerValue(whole));
  }

  #name(): string | undefined {
    const word = this.#match(name);
    return word === undefined ? undefined : this.#push('name', word, word);
  }

  #string(): string | undefined {
    const start = this.#at;
    const literal = this.#match(quoted);
    if (literal === undefined) return undefined;
    const body = literal.slice(1, -1);
    const text = this.#plainBackslashes ? plainString(body, literal[0]!) : unescapeString(body, start + 1);
    return this.#push('string', literal, text);
  }

  #operator(): string | undefined {
    const text = this.#match(operator);
    if (text === undefined) return undefined;
    const token = this.#make('operator', text, null);
    if (text in closers) this.#open.push(token);
    else if (text === ')' || text === ']' || text === '}') this.#closeBracket(token);
    this.#emit(token);
    return text;
  }

  #closeBracket(token: Token): void {
    const open = this.#open.pop();
    if (open === undefined) throw new TemplateSyntaxError(`\`${token.text}\` closes nothing`, token);
    const wanted = closers[open.text];
    if (wanted !== token.text)
      throw new TemplateSyntaxError(
        `expected \`${wanted}\` to close \`${open.text}\`, and found \`${token.text}\``,
        token,
      );
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match[0];
  }

  #push(type: TokenType, text: string, value: Value): string {
    this.#emit(this.#make(type, text, value));
    return text;
  }

  #make(type: TokenType, text: string, value: Value): Token {
    return { type, text, value, start: this.#at - text.length, end: this.#at };
  }

  #neverClosed(open: Token): TemplateSyntaxError {
    return new TemplateSyntaxError(`this \`${open.text}\` is never closed`, open, {
      help: `close it with \`${closers[open.text]}\``,
    });
  }

  #unexpected(start: number): TemplateSyntaxError {
    const character = String.fromCodePoint(this.#text.codePointAt(start) ?? 0);
    if (character === '"' || character === "'")
      return new TemplateSyntaxError(
        `this text is never closed`,
        { start, end: start + 1 },
        {
          help: `close it with \`${character}\``,
        },
      );
    const place = { start, end: start + character.length };
    return new TemplateSyntaxError(`\`${character}\` means nothing in an expression`, place);
  }
}

function integerValue(text: string): number | bigint {
  const digits = text.replaceAll('_', '').toLowerCase();
  const value = Number(digits);
  if (Number.isSafeInteger(value)) return value;
  return BigInt(digits);
}
