import type { Expression } from './ast.ts';
import { BaseParser } from './base-parser.ts';
import type { Token } from './token.ts';

const constants = new Map<string, boolean | null>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

/** Parses names, literals and what stands in brackets. */
export abstract class PrimaryParser extends BaseParser {
  /** A name, a literal or something in brackets. */
  protected primary(): Expression {
    const token = this.stream.current;
    switch (token.type) {
      case 'name':
        return this.#name(this.stream.next());
      case 'string':
        return this.#string();
      case 'integer':
      case 'float':
        this.stream.next();
        return { kind: 'literal', value: token.value, start: token.start, end: token.end };
      case 'operator':
        return this.#bracketed(token);
      default:
        return this.noExpression();
    }
  }

  #name({ text, start, end }: Token): Expression {
    const constant = constants.get(text);
    if (constant !== undefined) return { kind: 'literal', value: constant, start, end };
    this.namesRead.add(text);
    return { kind: 'name', name: text, start, end };
  }

  #string(): Expression {
    const { start } = this.stream.current;
    let value = '';
    while (this.stream.is('string')) value += String(this.stream.next().value);
    return { kind: 'literal', value, ...this.from(start) };
  }

  #bracketed({ text, start }: Token): Expression {
    if (text === '(') return this.#parenthesised(start);
    if (text === '[') {
      const items = this.items(']', () => this.expression());
      return { kind: 'list', items, ...this.from(start) };
    }
    if (text !== '{') return this.noExpression();
    const entries = this.items('}', () => this.#entry());
    return { kind: 'dict', entries, ...this.from(start) };
  }

  #parenthesised(start: number): Expression {
    this.stream.next();
    const inner = this.list(() => this.expression());
    this.stream.expectOperator(')');
    return inner ?? { kind: 'tuple', items: [], ...this.from(start) };
  }

  #entry(): readonly [Expression, Expression] {
    const key = this.expression();
    this.stream.expectOperator(':');
    return [key, this.expression()];
  }
}
