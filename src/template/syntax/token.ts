import type { Value } from '../value.ts';

/** What a piece of a template's text is. Delimiters have types of their own; every other operator is an `operator`. */
export type TokenType =
  | 'data'
  | 'variable-begin'
  | 'variable-end'
  | 'block-begin'
  | 'block-end'
  | 'name'
  | 'string'
  | 'integer'
  | 'float'
  | 'operator'
  | 'end';

/** A piece of a template; `text` is the name, operator or data itself, `value` what a literal stands for. */
export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly value: Value;
  readonly start: number;
  readonly end: number;
}

/** A token as messages name it. */
export function describe(token: Token): string {
  switch (token.type) {
    case 'end':
      return 'the end of the text';
    case 'variable-end':
    case 'block-end':
    case 'variable-begin':
    case 'block-begin':
    case 'operator':
      return `\`${token.text.trim()}\``;
    case 'data':
      return 'text';
    default:
      return `\`${token.text}\``;
  }
}
