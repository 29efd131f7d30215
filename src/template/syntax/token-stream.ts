import { TemplateSyntaxError } from '../template-error.ts';
import { describe, type Token, type TokenType } from './token.ts';

/** The tokens of a template with a place in them; the last token is of type `end` and is never passed. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get current(): Token {
    return this.#tokens[this.#index]!;
  }

  /** The end of the last token that was taken. */
  get lastEnd(): number {
    return this.#tokens[this.#index - 1]?.end ?? 0;
  }

  look(ahead = 1): Token {
    return this.#tokens[Math.min(this.#index + ahead, this.#tokens.length - 1)]!;
  }

  next(): Token {
    const token = this.current;
    if (token.type !== 'end') this.#index++;
    return token;
  }

  /** Whether the current token is of this type and, when given, this text. */
  is(type: TokenType, text?: string): boolean {
    const { current } = this;
    return current.type === type && (text === undefined || current.text === text);
  }

  isOperator(text: string): boolean {
    return this.is('operator', text);
  }

  isName(...names: string[]): boolean {
    const { current } = this;
    return current.type === 'name' && names.includes(current.text);
  }

  /** Takes the current token when it is this operator. */
  skipOperator(text: string): boolean {
    if (!this.isOperator(text)) return false;
    this.next();
    return true;
  }

  /** Takes the current token when it is this word. */
  skipName(text: string): boolean {
    if (!this.isName(text)) return false;
    this.next();
    return true;
  }

  expectOperator(text: string): Token {
    if (!this.isOperator(text)) throw this.unexpected(`\`${text}\``);
    return this.next();
  }

  expectName(what = 'a name', text?: string): Token {
    if (!this.is('name', text)) throw this.unexpected(what);
    return this.next();
  }

  expectBlockEnd(closing: string): void {
    if (!this.is('block-end')) throw this.unexpected(`\`${closing}\``);
    this.next();
  }

  /** The error for a current token that is not what is wanted here. */
  unexpected(wanted: string): TemplateSyntaxError {
    return new TemplateSyntaxError(`expected ${wanted}, and found ${describe(this.current)}`, this.current);
  }
}
