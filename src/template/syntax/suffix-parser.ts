import { TemplateSyntaxError } from '../template-error.ts';
import type { ArgumentsNode, Expression, FilterNode, SliceNode } from './ast.ts';
import { PrimaryParser } from './primary-parser.ts';
import type { Token } from './token.ts';

const noArguments: ArgumentsNode = { positional: [], named: [] };
const argumentOrder = 'the order is positional, `*list`, `name=value`, `**dict`';

/** Filters whose arguments name another filter or a test, and which argument does. */
const innerNames: Readonly<Record<string, { readonly kind: 'filter' | 'test'; readonly at: number }>> = {
  map: { kind: 'filter', at: 0 },
  select: { kind: 'test', at: 0 },
  reject: { kind: 'test', at: 0 },
  selectattr: { kind: 'test', at: 1 },
  rejectattr: { kind: 'test', at: 1 },
};

/** Parses what follows a primary: attributes, subscripts, calls, filters and tests. */
export abstract class SuffixParser extends PrimaryParser {
  /** What follows a primary: attributes, items, calls. */
  protected postfix(node: Expression, start: number): Expression {
    let result = node;
    while (true) {
      if (this.stream.isOperator('.')) result = this.#attribute(result, start);
      else if (this.stream.isOperator('[')) result = this.#subscript(result, start);
      else if (this.stream.isOperator('(')) result = this.#call(result, start);
      else return result;
    }
  }

  /** What follows that: filters and tests. */
  protected filtered(node: Expression, start: number): Expression {
    let result = node;
    while (true) {
      if (this.stream.skipOperator('|')) result = this.#filter(result, start);
      else if (this.stream.isName('is')) result = this.#test(result, start);
      else if (this.stream.isOperator('(')) result = this.#call(result, start);
      else return result;
    }
  }

  #attribute(target: Expression, start: number): Expression {
    this.stream.next();
    const token = this.stream.current;
    if (token.type !== 'name' && token.type !== 'integer') throw this.stream.unexpected('a name or a number');
    this.stream.next();
    const place = this.from(start);
    if (token.type === 'name') return { kind: 'attribute', target, name: token.text, ...place };
    const index = { kind: 'literal', value: token.value, start: token.start, end: token.end } as const;
    return { kind: 'item', target, index, ...place };
  }

  #subscript(target: Expression, start: number): Expression {
    const open = this.stream.next();
    const indices: Expression[] = [];
    while (!this.stream.isOperator(']')) {
      if (indices.length > 0) this.stream.expectOperator(',');
      indices.push(this.#index());
    }
    this.stream.expectOperator(']');
    const [only] = indices;
    const index: Expression =
      indices.length === 1 && only !== undefined ? only : { kind: 'tuple', items: indices, ...this.from(open.start) };
    return { kind: 'item', target, index, ...this.from(start) };
  }

  #index(): Expression {
    const { start } = this.stream.current;
    const lower = this.stream.isOperator(':') ? undefined : this.expression();
    if (lower !== undefined && !this.stream.isOperator(':')) return lower;
    this.stream.next();
    const upper = this.#sliceEnds() ? undefined : this.expression();
    const step = this.stream.skipOperator(':') && !this.#sliceEnds() ? this.expression() : undefined;
    return this.#slice({ lower, upper, step }, start);
  }

  #sliceEnds(): boolean {
    return [':', ']', ','].some((text) => this.stream.isOperator(text));
  }

  #slice(
    parts: { lower?: Expression | undefined; upper?: Expression | undefined; step?: Expression | undefined },
    start: number,
  ): SliceNode {
    const { lower, upper, step } = parts;
    return {
      kind: 'slice',
      ...(lower && { lower }),
      ...(upper && { upper }),
      ...(step && { step }),
      ...this.from(start),
    };
  }

  #call(target: Expression, start: number): Expression {
    const args = this.callArguments();
    this.hasCalls = true;
    this.#noteLookup(target, args);
    return { kind: 'call', target, args, ...this.from(start) };
  }

  #noteLookup(target: Expression, { positional: [first] }: ArgumentsNode): void {
    const isLookup = target.kind === 'name' && ['lookup', 'query', 'q'].includes(target.name);
    if (!isLookup || first?.kind !== 'literal' || typeof first.value !== 'string') return;
    this.uses.push({ kind: 'lookup', name: first.value, start: first.start, end: first.end });
  }

  protected callArguments(): ArgumentsNode {
    const positional: Expression[] = [];
    const named: { name: string; value: Expression }[] = [];
    let spread: Expression | undefined;
    let spreadNamed: Expression | undefined;
    this.items(')', () => {
      const { stream } = this;
      const complain = (misplaced: boolean): void => {
        if (misplaced)
          throw new TemplateSyntaxError('an argument is out of order', stream.current, { help: argumentOrder });
      };
      if (stream.skipOperator('*')) {
        complain(spread !== undefined || spreadNamed !== undefined);
        spread = this.expression();
      } else if (stream.skipOperator('**')) {
        complain(spreadNamed !== undefined);
        spreadNamed = this.expression();
      } else if (stream.is('name') && isAssign(stream.look())) {
        complain(spreadNamed !== undefined);
        const name = stream.next().text;
        stream.next();
        named.push({ name, value: this.expression() });
      } else {
        complain(spread !== undefined || spreadNamed !== undefined || named.length > 0);
        positional.push(this.expression());
      }
    });
    return { positional, named, ...(spread && { spread }), ...(spreadNamed && { spreadNamed }) };
  }

  /** The filter whose name comes next; `target` is what it is applied to. */
  #filter(target: Expression | undefined, start: number): FilterNode {
    const name = this.#pluginName('filter');
    const args = this.stream.isOperator('(') ? this.callArguments() : noArguments;
    this.#noteInner(name, args);
    return { kind: 'filter', ...(target && { target }), name, args, ...this.from(start) };
  }

  /** `map('upper')` names a filter as well, `select('odd')` and `selectattr('x', 'odd')` a test. */
  #noteInner(filter: string, { positional }: ArgumentsNode): void {
    const inner = Object.hasOwn(innerNames, filter) ? innerNames[filter] : undefined;
    const named = inner === undefined ? undefined : positional[inner.at];
    if (inner === undefined || named?.kind !== 'literal' || typeof named.value !== 'string') return;
    this.uses.push({ kind: inner.kind, name: named.value, start: named.start, end: named.end });
  }

  /** A chain of filters without a target, for `{% filter %}` and `{% set x | ... %}`. */
  protected filterChain(): FilterNode {
    const { start } = this.stream.current;
    let chain = this.#filter(undefined, start);
    while (this.stream.skipOperator('|')) chain = this.#filter(chain, start);
    return chain;
  }

  #pluginName(kind: 'filter' | 'test'): string {
    const first = this.stream.expectName(`the name of a ${kind}`);
    let name = first.text;
    while (this.stream.skipOperator('.')) name += `.${this.stream.expectName(`the name of a ${kind}`).text}`;
    this.uses.push({ kind, name, ...this.from(first.start) });
    return name;
  }

  #test(target: Expression, start: number): Expression {
    this.stream.next();
    const negated = this.stream.skipName('not');
    const name = this.#pluginName('test');
    const args = this.#testArguments();
    return { kind: 'test', target, name, args, negated, ...this.from(start) };
  }

  #testArguments(): ArgumentsNode {
    const { stream } = this;
    if (stream.isOperator('(')) return this.callArguments();
    const literal = ['name', 'string', 'integer', 'float'].includes(stream.current.type);
    const begins = literal || stream.isOperator('[') || stream.isOperator('{');
    if (!begins || stream.isName('else', 'or', 'and')) return noArguments;
    if (stream.isName('is')) throw new TemplateSyntaxError('tests cannot be chained with `is`', stream.current);
    const { start } = stream.current;
    const argument = this.postfix(this.primary(), start);
    return { positional: [argument], named: [] };
  }
}

function isAssign(token: Token): boolean {
  return token.type === 'operator' && token.text === '=';
}
