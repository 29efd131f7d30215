import { type Place, TemplateSyntaxError } from '../template-error.ts';
import type { Expression, PluginUse } from './ast.ts';
import type { TokenStream } from './token-stream.ts';

/** How deep brackets, tags and prefix operators may nest. Far beyond what is written by hand, and within what the stack holds. */
const deepest = 150;

/** What ends a list of expressions that stands without parentheses, besides the tag's end. */
export interface TupleEnd {
  readonly names: readonly string[];
}

/** What all parts of the parser share: the tokens, what was seen so far, and how lists are read. */
export abstract class BaseParser {
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

  /** Any expression; without conditionals where an `if` after it means something else. */
  abstract expression(withConditional?: boolean): Expression;

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

  /** One expression, or several with commas between as a tuple. */
  expressionOrTuple(withConditional = true, end?: TupleEnd): Expression {
    return this.list(() => this.expression(withConditional), end) ?? this.noExpression();
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

  /** What stands between brackets up to `closing`, the opening one being the current token. */
  protected items<T>(closing: string, parse: () => T): T[] {
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

  protected noExpression(): never {
    throw this.stream.unexpected('an expression');
  }

  /** The place from `start` to the end of the last token that was taken. */
  protected from(start: number): Place {
    return { start, end: this.stream.lastEnd };
  }
}
