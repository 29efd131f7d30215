import type { BinaryOperator, CompareOperator, Comparison, Expression } from './ast.ts';
import { SuffixParser } from './suffix-parser.ts';
import type { Token } from './token.ts';

const comparisons = new Set<string>(['==', '!=', '<', '<=', '>', '>=']);

/**
 * Parses expressions by Jinja's grammar: `or` binds loosest, then `and`, `not`, comparisons, `+ -`, `~`, `* / // %`, `**` (from the
 * left), signs, and filters and tests tightest. Throws `TemplateSyntaxError`.
 */
export class ExpressionParser extends SuffixParser {
  override expression(withConditional = true): Expression {
    return this.nested(() => (withConditional ? this.#conditional() : this.#or()));
  }

  #conditional(): Expression {
    const { start } = this.stream.current;
    let result = this.#or();
    while (this.stream.skipName('if')) {
      const test = this.#or();
      const otherwise = this.stream.skipName('else') ? this.nested(() => this.#conditional()) : undefined;
      const node = { kind: 'conditional', test, value: result, ...this.from(start) } as const;
      result = otherwise === undefined ? node : { ...node, otherwise };
    }
    return result;
  }

  #or(): Expression {
    const { start } = this.stream.current;
    let left = this.#and();
    while (this.stream.skipName('or')) {
      const right = this.#and();
      left = { kind: 'logical', operator: 'or', left, right, ...this.from(start) };
    }
    return left;
  }

  #and(): Expression {
    const { start } = this.stream.current;
    let left = this.#not();
    while (this.stream.skipName('and')) {
      const right = this.#not();
      left = { kind: 'logical', operator: 'and', left, right, ...this.from(start) };
    }
    return left;
  }

  #not(): Expression {
    const { start } = this.stream.current;
    if (!this.stream.skipName('not')) return this.#compare();
    const operand = this.nested(() => this.#not());
    return { kind: 'unary', operator: 'not', operand, ...this.from(start) };
  }

  #compare(): Expression {
    const { start } = this.stream.current;
    const first = this.#sum();
    const operations: Comparison[] = [];
    for (let operator = this.#compareOperator(); operator !== undefined; operator = this.#compareOperator())
      operations.push({ operator, operand: this.#sum() });
    return operations.length === 0 ? first : { kind: 'compare', first, operations, ...this.from(start) };
  }

  #compareOperator(): CompareOperator | undefined {
    const { stream } = this;
    if (stream.current.type === 'operator' && comparisons.has(stream.current.text))
      return stream.next().text as CompareOperator;
    if (stream.skipName('in')) return 'in';
    const next = stream.look();
    if (!stream.isName('not') || next.type !== 'name' || next.text !== 'in') return undefined;
    stream.next();
    stream.next();
    return 'not in';
  }

  #sum(): Expression {
    return this.#binary(['+', '-'], () => this.#concat());
  }

  #binary(operators: readonly BinaryOperator[], operand: () => Expression): Expression {
    const { start } = this.stream.current;
    let left = operand();
    while (true) {
      const operator = operators.find((candidate) => this.stream.skipOperator(candidate));
      if (operator === undefined) return left;
      const right = operand();
      left = { kind: 'binary', operator, left, right, ...this.from(start) };
    }
  }

  #concat(): Expression {
    const { start } = this.stream.current;
    const parts = [this.#product()];
    while (this.stream.skipOperator('~')) parts.push(this.#product());
    return parts.length === 1 ? parts[0]! : { kind: 'concat', parts, ...this.from(start) };
  }

  #product(): Expression {
    return this.#binary(['*', '/', '//', '%'], () => this.#power());
  }

  #power(): Expression {
    return this.#binary(['**'], () => this.#unary(true));
  }

  #unary(withFilter: boolean): Expression {
    const { current } = this.stream;
    const operator = current.type === 'operator' && (current.text === '-' || current.text === '+') ? current.text : '';
    let node = operator === '' ? this.primary() : this.#signed(operator, current);
    node = this.postfix(node, current.start);
    return withFilter ? this.filtered(node, current.start) : node;
  }

  #signed(operator: '-' | '+', token: Token): Expression {
    this.stream.next();
    const operand = this.nested(() => this.#unary(false));
    return { kind: 'unary', operator, operand, ...this.from(token.start) };
  }
}
