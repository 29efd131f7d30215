import { type Place, TemplateSyntaxError } from '../template-error.ts';
import type {
  ArgumentsNode,
  BinaryOperator,
  CompareOperator,
  Comparison,
  Expression,
  FilterNode,
  PluginUse,
  SliceNode,
} from './ast.ts';
import type { Token } from './token.ts';
import type { TokenStream } from './token-stream.ts';

const constants = new Map<string, boolean | null>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

const comparisons = new Set<string>(['==', '!=', '<', '<=', '>', '>=']);
const noArguments: ArgumentsNode = { positional: [], named: [] };

/** How deep brackets, tags and prefix operators may nest. Far beyond what is written by hand, and within what the stack holds. */
const deepest = 150;

/** What ends a list of expressions that stands without parentheses, besides the tag's end. */
export interface TupleEnd {
  readonly names: readonly string[];
}

/**
 * Parses expressions by Jinja's grammar: `or` binds loosest, then `and`, `not`, comparisons, `+ -`, `~`, `* / // %`, `**` (from the
 * left), signs, and filters and tests tightest. Throws {@link TemplateSyntaxError}.
 */
export class ExpressionParser {
  protected readonly stream: TokenStream;
  /** The filters, tests and lookups named so far. */
  readonly uses: PluginUse[] = [];
  /** Whether anything is called. */
  hasCalls = false;
  /** The names read so far; a macro's body gets a set of its own. */
  protected namesRead = new Set<string>();
  #depth = 0;

  constructor(stream: TokenStream) {
    this.stream = stream;
  }

  /** Runs `parse` one level deeper, so that a text of ten thousand brackets is an error and not an overflow. */
  protected nested<T>(parse: () => T): T {
    if (this.#depth >= deepest)
      throw new TemplateSyntaxError('this is nested too deeply', this.stream.current, {
        help: `keep it below ${deepest} levels`,
      });
    this.#depth++;
    try {
      return parse();
    } finally {
      this.#depth--;
    }
  }

  expression(withConditional = true): Expression {
    return this.nested(() => (withConditional ? this.#conditional() : this.#or()));
  }

  /** One expression, or several with commas between as a tuple. */
  expressionOrTuple(withConditional = true, end?: TupleEnd): Expression {
    return this.list(() => this.expression(withConditional), end) ?? this.#noExpression();
  }

  /** What `parse` reads, as one or as a tuple; `undefined` when there is nothing. */
  protected list(parse: () => Expression, end?: TupleEnd): Expression | undefined {
    const { start } = this.stream.current;
    const items: Expression[] = [];
    let comma = false;
    while (!this.#atTupleEnd(end)) {
      items.push(parse());
      if (!this.stream.skipOperator(',')) break;
      comma = true;
    }
    if (!comma) return items[0];
    return { kind: 'tuple', items, start, end: this.stream.lastEnd };
  }

  #atTupleEnd(end: TupleEnd | undefined): boolean {
    const { stream } = this;
    if (stream.is('variable-end') || stream.is('block-end') || stream.is('end') || stream.isOperator(')')) return true;
    return end !== undefined && stream.isName(...end.names);
  }

  #noExpression(): never {
    throw this.stream.unexpected('an expression');
  }

  #from(start: number): Place {
    return { start, end: this.stream.lastEnd };
  }

  #conditional(): Expression {
    const { start } = this.stream.current;
    let result = this.#or();
    while (this.stream.skipName('if')) {
      const test = this.#or();
      const otherwise = this.stream.skipName('else') ? this.nested(() => this.#conditional()) : undefined;
      const node = { kind: 'conditional', test, value: result, ...this.#from(start) } as const;
      result = otherwise === undefined ? node : { ...node, otherwise };
    }
    return result;
  }

  #or(): Expression {
    const { start } = this.stream.current;
    let left = this.#and();
    while (this.stream.skipName('or')) {
      const right = this.#and();
      left = { kind: 'logical', operator: 'or', left, right, ...this.#from(start) };
    }
    return left;
  }

  #and(): Expression {
    const { start } = this.stream.current;
    let left = this.#not();
    while (this.stream.skipName('and')) {
      const right = this.#not();
      left = { kind: 'logical', operator: 'and', left, right, ...this.#from(start) };
    }
    return left;
  }

  #not(): Expression {
    const { start } = this.stream.current;
    if (!this.stream.skipName('not')) return this.#compare();
    const operand = this.nested(() => this.#not());
    return { kind: 'unary', operator: 'not', operand, ...this.#from(start) };
  }

  #compare(): Expression {
    const { start } = this.stream.current;
    const first = this.#sum();
    const operations: Comparison[] = [];
    for (let operator = this.#compareOperator(); operator !== undefined; operator = this.#compareOperator())
      operations.push({ operator, operand: this.#sum() });
    return operations.length === 0 ? first : { kind: 'compare', first, operations, ...this.#from(start) };
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
      left = { kind: 'binary', operator, left, right, ...this.#from(start) };
    }
  }

  #concat(): Expression {
    const { start } = this.stream.current;
    const parts = [this.#product()];
    while (this.stream.skipOperator('~')) parts.push(this.#product());
    return parts.length === 1 ? parts[0]! : { kind: 'concat', parts, ...this.#from(start) };
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
    node = this.#postfix(node, current.start);
    return withFilter ? this.#filtered(node, current.start) : node;
  }

  #signed(operator: '-' | '+', token: Token): Expression {
    this.stream.next();
    const operand = this.nested(() => this.#unary(false));
    return { kind: 'unary', operator, operand, ...this.#from(token.start) };
  }

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
        return this.#noExpression();
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
    return { kind: 'literal', value, ...this.#from(start) };
  }

  #bracketed({ text, start }: Token): Expression {
    if (text === '(') return this.#parenthesised(start);
    if (text === '[') {
      const items = this.#items(']', () => this.expression());
      return { kind: 'list', items, ...this.#from(start) };
    }
    if (text !== '{') return this.#noExpression();
    const entries = this.#items('}', () => this.#entry());
    return { kind: 'dict', entries, ...this.#from(start) };
  }

  #parenthesised(start: number): Expression {
    this.stream.next();
    const inner = this.list(() => this.expression());
    this.stream.expectOperator(')');
    return inner ?? { kind: 'tuple', items: [], ...this.#from(start) };
  }

  #items<T>(closing: string, parse: () => T): T[] {
    this.stream.next();
    const items: T[] = [];
    while (!this.stream.isOperator(closing)) {
      if (items.length > 0) this.stream.expectOperator(',');
      if (this.stream.isOperator(closing)) break;
      items.push(parse());
    }
    this.stream.expectOperator(closing);
    return items;
  }

  #entry(): readonly [Expression, Expression] {
    const key = this.expression();
    this.stream.expectOperator(':');
    return [key, this.expression()];
  }

  #postfix(node: Expression, start: number): Expression {
    let result = node;
    while (true) {
      if (this.stream.isOperator('.')) result = this.#attribute(result, start);
      else if (this.stream.isOperator('[')) result = this.#subscript(result, start);
      else if (this.stream.isOperator('(')) result = this.#call(result, start);
      else return result;
    }
  }

  #filtered(node: Expression, start: number): Expression {
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
    const place = this.#from(start);
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
      indices.length === 1 && only !== undefined ? only : { kind: 'tuple', items: indices, ...this.#from(open.start) };
    return { kind: 'item', target, index, ...this.#from(start) };
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
      ...this.#from(start),
    };
  }

  #call(target: Expression, start: number): Expression {
    const args = this.callArguments();
    this.hasCalls = true;
    this.#noteLookup(target, args);
    return { kind: 'call', target, args, ...this.#from(start) };
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
    this.#items(')', () => {
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
    return { kind: 'filter', ...(target && { target }), name, args, ...this.#from(start) };
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
    this.uses.push({ kind, name, ...this.#from(first.start) });
    return name;
  }

  #test(target: Expression, start: number): Expression {
    this.stream.next();
    const negated = this.stream.skipName('not');
    const name = this.#pluginName('test');
    const args = this.#testArguments();
    return { kind: 'test', target, name, args, negated, ...this.#from(start) };
  }

  #testArguments(): ArgumentsNode {
    const { stream } = this;
    if (stream.isOperator('(')) return this.callArguments();
    const literal = ['name', 'string', 'integer', 'float'].includes(stream.current.type);
    const begins = literal || stream.isOperator('[') || stream.isOperator('{');
    if (!begins || stream.isName('else', 'or', 'and')) return noArguments;
    if (stream.isName('is')) throw new TemplateSyntaxError('tests cannot be chained with `is`', stream.current);
    const { start } = stream.current;
    const argument = this.#postfix(this.primary(), start);
    return { positional: [argument], named: [] };
  }
}

const argumentOrder = 'the order is positional, `*list`, `name=value`, `**dict`';

function isAssign(token: Token): boolean {
  return token.type === 'operator' && token.text === '=';
}
