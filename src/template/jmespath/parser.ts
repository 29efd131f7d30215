import type { TemplateError } from '../template-error.ts';
import type { Value } from '../value.ts';
import type { Query, QueryComparison } from './ast.ts';
import { badQuery, type QueryToken, tokenizeQuery } from './token.ts';

/** How tightly each operator binds; a projection ends before what binds less than 10. */
const power: Readonly<Record<string, number>> = {
  '|': 1,
  '||': 2,
  '&&': 3,
  '==': 5,
  '!=': 5,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '[]': 9,
  '*': 20,
  '[?': 21,
  '.': 40,
  '!': 45,
  '{': 50,
  '[': 55,
  '(': 60,
};
const endsProjection = 10;
const comparisons: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];
/** How deep brackets and operators may nest. */
const deepest = 200;
const identity: Query = { kind: 'identity' };

/** Parses a JMESPath query by top-down operator precedence. A text that is none is an error. */
export function parseQuery(query: string): Query {
  return new QueryParser(query).parse();
}

class QueryParser {
  readonly #query: string;
  readonly #tokens: readonly QueryToken[];
  #index = 0;
  #depth = 0;

  constructor(query: string) {
    this.#query = query;
    this.#tokens = tokenizeQuery(query);
  }

  parse(): Query {
    const parsed = this.#expression(0);
    if (this.#current.type !== 'end') throw this.#unexpected();
    return parsed;
  }

  get #current(): QueryToken {
    return this.#tokens[this.#index]!;
  }

  #look(ahead: number): string {
    return this.#tokens[this.#index + ahead]?.type ?? 'end';
  }

  #next(): QueryToken {
    const token = this.#current;
    if (token.type !== 'end') this.#index++;
    return token;
  }

  #take(type: string): boolean {
    if (this.#current.type !== type) return false;
    this.#next();
    return true;
  }

  #expect(type: string): QueryToken {
    if (this.#current.type !== type) throw this.#unexpected(`\`${type}\``);
    return this.#next();
  }

  #unexpected(wanted?: string): TemplateError {
    const { type, value, at } = this.#current;
    const found = type === 'end' ? 'the end' : `\`${String(value)}\``;
    return badQuery(
      this.#query,
      at,
      wanted === undefined ? `${found} is out of place` : `expected ${wanted}, and found ${found}`,
    );
  }

  #expression(binding: number): Query {
    if (++this.#depth > deepest) throw badQuery(this.#query, this.#current.at, 'it is nested too deeply');
    const parsed = this.#operators(binding);
    this.#depth--;
    return parsed;
  }

  #operators(binding: number): Query {
    let left = this.#prefix(this.#next());
    while (binding < (power[this.#current.type] ?? 0)) left = this.#infix(this.#next().type, left);
    return left;
  }

  #prefix(token: QueryToken): Query {
    switch (token.type) {
      case 'name':
        return { kind: 'field', name: String(token.value) };
      case 'quoted':
        if (this.#current.type === '(') throw badQuery(this.#query, token.at, 'the name of a function has no quotes');
        return { kind: 'field', name: String(token.value) };
      case 'literal':
        return { kind: 'literal', value: token.value };
      case '@':
        return { kind: 'current' };
      case '*':
        return {
          kind: 'value-projection',
          left: identity,
          right: this.#current.type === ']' ? identity : this.#projected(power['*']!),
        };
      case '[?':
        return this.#filter(identity);
      case '[]':
        return { kind: 'projection', left: { kind: 'flatten', inner: identity }, right: this.#projected(power['[]']!) };
      case '!':
        return { kind: 'not', inner: this.#expression(power['!']!) };
      case '&':
        return { kind: 'reference', inner: this.#expression(0) };
      case '(': {
        const inner = this.#expression(0);
        this.#expect(')');
        return inner;
      }
      case '{':
        return this.#dict();
      case '[':
        return this.#bracketAtStart();
      default:
        this.#index = Math.max(0, this.#tokens.indexOf(token));
        throw this.#unexpected();
    }
  }

  #bracketAtStart(): Query {
    if (this.#current.type === 'number' || this.#current.type === ':') return this.#indexed(identity);
    if (this.#current.type === '*' && this.#look(1) === ']') {
      this.#next();
      this.#next();
      return { kind: 'projection', left: identity, right: this.#projected(power['*']!) };
    }
    return this.#list();
  }

  #infix(type: string, left: Query): Query {
    switch (type) {
      case '.':
        return this.#dot(left);
      case '|':
        return { kind: 'pipe', left, right: this.#expression(power['|']!) };
      case '||':
        return { kind: 'or', left, right: this.#expression(power['||']!) };
      case '&&':
        return { kind: 'and', left, right: this.#expression(power['&&']!) };
      case '[?':
        return this.#filter(left);
      case '[]':
        return { kind: 'projection', left: { kind: 'flatten', inner: left }, right: this.#projected(power['[]']!) };
      case '(':
        return this.#call(left);
      case '[':
        return this.#bracket(left);
      default:
        if (!comparisons.includes(type)) throw this.#unexpected();
        return { kind: 'compare', operator: type as QueryComparison, left, right: this.#expression(power[type]!) };
    }
  }

  #dot(left: Query): Query {
    if (this.#take('*')) return { kind: 'value-projection', left, right: this.#projected(power['.']!) };
    return { kind: 'chain', left, right: this.#afterDot(power['.']!) };
  }

  #afterDot(binding: number): Query {
    const { type } = this.#current;
    if (type === 'name' || type === 'quoted' || type === '*') return this.#expression(binding);
    if (this.#take('[')) return this.#list();
    if (this.#take('{')) return this.#dict();
    throw this.#unexpected('a name');
  }

  #bracket(left: Query): Query {
    if (this.#current.type === 'number' || this.#current.type === ':') return this.#indexed(left);
    this.#expect('*');
    this.#expect(']');
    return { kind: 'projection', left, right: this.#projected(power['*']!) };
  }

  #indexed(left: Query): Query {
    if (this.#look(0) === ':' || this.#look(1) === ':') {
      const sliced: Query = { kind: 'chain', left, right: this.#slice() };
      return { kind: 'projection', left: sliced, right: this.#projected(power['*']!) };
    }
    const index = Number(this.#next().value);
    this.#expect(']');
    return { kind: 'chain', left, right: { kind: 'index', index } };
  }

  #slice(): Query {
    const parts: Value[] = [null, null, null];
    for (let part = 0; !this.#take(']'); ) {
      if (this.#take(':')) part++;
      else parts[part] = this.#expect('number').value;
      if (part > 2) throw this.#unexpected('`]`');
    }
    const [start = null, stop = null, step = null] = parts;
    return { kind: 'slice', start, stop, step };
  }

  #filter(left: Query): Query {
    const condition = this.#expression(0);
    this.#expect(']');
    const right = this.#current.type === '[]' ? identity : this.#projected(power['[?']!);
    return { kind: 'filter', left, right, condition };
  }

  /** What is applied to each item of a projection. */
  #projected(binding: number): Query {
    const { type } = this.#current;
    if ((power[type] ?? 0) < endsProjection) return identity;
    if (type === '[' || type === '[?') return this.#continued(binding);
    if (!this.#take('.')) throw this.#unexpected();
    return this.#afterDot(binding);
  }

  /** An expression that starts with a bracket, which here continues what stands before it. */
  #continued(binding: number): Query {
    let left = this.#infix(this.#next().type, identity);
    while (binding < (power[this.#current.type] ?? 0)) left = this.#infix(this.#next().type, left);
    return left;
  }

  #list(): Query {
    const items: Query[] = [];
    do items.push(this.#expression(0));
    while (this.#take(','));
    this.#expect(']');
    return { kind: 'list', items };
  }

  #dict(): Query {
    const entries: [string, Query][] = [];
    do {
      const key = this.#next();
      if (key.type !== 'name' && key.type !== 'quoted') throw badQuery(this.#query, key.at, 'expected a key');
      this.#expect(':');
      entries.push([String(key.value), this.#expression(0)]);
    } while (this.#take(','));
    this.#expect('}');
    return { kind: 'dict', entries };
  }

  #call(left: Query): Query {
    if (left.kind !== 'field') throw this.#unexpected();
    const args: Query[] = [];
    while (!this.#take(')')) {
      if (args.length > 0) this.#expect(',');
      args.push(this.#expression(0));
    }
    return { kind: 'call', name: left.name, args };
  }
}
