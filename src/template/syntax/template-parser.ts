import { didYouMean } from '../../source/suggest.ts';
import { TemplateSyntaxError } from '../template-error.ts';
import type { Branch, Expression, ForNode, MacroBody, Parameter, Statement, Target } from './ast.ts';
import type { TupleEnd } from './base-parser.ts';
import { ExpressionParser } from './expression-parser.ts';
import { describe, type Token } from './token.ts';

type Kind<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** Parses a whole template. Throws {@link TemplateSyntaxError}. */
export class TemplateParser extends ExpressionParser {
  /** The tags that are open, innermost last, for messages. */
  readonly #open: Token[] = [];
  readonly #blockNames = new Set<string>();

  readonly #tags: Readonly<Record<string, (start: number) => Statement>> = {
    for: (start) => this.#for(start),
    if: (start) => this.#if(start),
    set: (start) => this.#set(start),
    macro: (start) => this.#macro(start),
    call: (start) => this.#callBlock(start),
    filter: (start) => this.#filterBlock(start),
    with: (start) => this.#with(start),
    block: (start) => this.#block(start),
    autoescape: (start) => this.#autoescape(start),
    print: (start) => this.#print(start),
    do: (start) => ({ kind: 'do', value: this.expressionOrTuple(), ...this.from(start) }),
    break: (start) => ({ kind: 'break', ...this.from(start) }),
    continue: (start) => ({ kind: 'continue', ...this.from(start) }),
    extends: (start) => ({ kind: 'extends', template: this.expression(), ...this.from(start) }),
    include: (start) => this.#include(start),
    import: (start) => this.#import(start),
    from: (start) => this.#fromImport(start),
  };

  template(): Statement[] {
    return this.#body([]);
  }

  /** Statements up to a tag of `ends`, which is left as the current token; without `ends`, up to the end of the text. */
  #body(ends: readonly string[]): Statement[] {
    const body: Statement[] = [];
    while (!this.stream.is('end')) {
      const token = this.stream.next();
      if (token.type === 'data') body.push({ kind: 'text', text: token.text, start: token.start, end: token.end });
      else if (token.type === 'variable-begin') body.push(this.#output(token.start));
      else {
        if (ends.length > 0 && this.stream.isName(...ends)) return body;
        body.push(this.nested(() => this.#tag(token.start)));
        this.#endTag();
      }
    }
    if (ends.length > 0) throw this.#neverEnded(ends);
    return body;
  }

  #output(start: number): Statement {
    const value = this.expressionOrTuple();
    if (!this.stream.is('variable-end')) throw this.stream.unexpected('the end of the expression');
    this.stream.next();
    return { kind: 'output', value, ...this.from(start) };
  }

  #endTag(): void {
    if (!this.stream.is('block-end')) throw this.stream.unexpected('the end of the tag');
    this.stream.next();
  }

  #neverEnded(ends: readonly string[]): TemplateSyntaxError {
    const open = this.#open.at(-1);
    const closing = ends.at(-1) ?? '';
    return new TemplateSyntaxError(`\`${open?.text ?? ''}\` is never ended`, open ?? this.stream.current, {
      help: `end it with \`{% ${closing} %}\``,
    });
  }

  #tag(start: number): Statement {
    const token = this.stream.expectName('the name of a tag');
    const parse = Object.hasOwn(this.#tags, token.text) ? this.#tags[token.text] : undefined;
    if (parse === undefined) throw this.#unknownTag(token);
    this.#open.push(token);
    const statement = parse(start);
    this.#open.pop();
    return statement;
  }

  #unknownTag(token: Token): TemplateSyntaxError {
    const open = this.#open.at(-1);
    if (open === undefined && token.text.startsWith('end'))
      return new TemplateSyntaxError(`\`${token.text}\` ends nothing`, token);
    const fallback = open === undefined ? undefined : `\`${open.text}\` is still open here`;
    return new TemplateSyntaxError(`unknown tag \`${token.text}\``, token, {
      code: 'unknown-tag',
      ...didYouMean(token.text, [...Object.keys(this.#tags), 'raw'], fallback),
    });
  }

  /** The body of a tag that was just read up to its end, up to and with the tag that ends it. */
  #blockBody(...ends: string[]): Statement[] {
    this.stream.skipOperator(':');
    this.#endTag();
    const body = this.#body(ends);
    return body;
  }

  #closedBody(end: string): Statement[] {
    const body = this.#blockBody(end);
    this.stream.next();
    return body;
  }

  #if(start: number): Statement {
    const branches: Branch[] = [];
    let otherwise: Statement[] = [];
    while (true) {
      const test = this.expressionOrTuple(false);
      branches.push({ test, body: this.#blockBody('elif', 'else', 'endif') });
      const { text } = this.stream.next();
      if (text === 'elif') continue;
      if (text === 'else') otherwise = this.#closedBody('endif');
      return { kind: 'if', branches, otherwise, ...this.from(start) };
    }
  }

  #for(start: number): ForNode {
    const target = this.#assignTarget({ names: ['in'] });
    this.stream.expectName('`in`', 'in');
    const iterable = this.expressionOrTuple(false, { names: ['recursive'] });
    const filter = this.stream.skipName('if') ? this.expression() : undefined;
    const recursive = this.stream.skipName('recursive');
    const body = this.#blockBody('endfor', 'else');
    const otherwise = this.stream.next().text === 'else' ? this.#closedBody('endfor') : [];
    return {
      kind: 'for',
      target,
      iterable,
      ...(filter && { filter }),
      recursive,
      body,
      otherwise,
      ...this.from(start),
    };
  }

  #set(start: number): Statement {
    const target = this.#setTarget();
    if (this.stream.skipOperator('='))
      return { kind: 'set', target, value: this.expressionOrTuple(), ...this.from(start) };
    const filter = this.stream.skipOperator('|') ? this.filterChain() : undefined;
    const body = this.#closedBody('endset');
    return { kind: 'set-block', target, ...(filter && { filter }), body, ...this.from(start) };
  }

  #setTarget(): Target {
    const dot = this.stream.look();
    if (dot.type !== 'operator' || dot.text !== '.') return this.#assignTarget();
    const name = this.stream.expectName();
    this.stream.next();
    const attribute = this.stream.expectName('the name of an attribute');
    return { kind: 'namespace', name: name.text, attribute: attribute.text, ...this.from(name.start) };
  }

  #assignTarget(end?: TupleEnd): Target {
    const written = this.list(() => this.primary(), end);
    if (written === undefined) throw this.stream.unexpected('a name');
    return this.#asTarget(written);
  }

  #asTarget(written: Expression): Target {
    const { start, end } = written;
    if (written.kind === 'name') return { kind: 'name', name: written.name, start, end };
    if (written.kind === 'tuple')
      return { kind: 'targets', items: written.items.map((item) => this.#asTarget(item)), start, end };
    throw new TemplateSyntaxError('only a name can be assigned to', written);
  }

  #with(start: number): Statement {
    const bindings: Kind<'with'>['bindings'][number][] = [];
    while (!this.stream.is('block-end')) {
      if (bindings.length > 0) this.stream.expectOperator(',');
      // A tuple in parentheses is a target too, but a comma here starts the next binding.
      const target = this.#asTarget(this.primary());
      this.stream.expectOperator('=');
      bindings.push({ target, value: this.expression() });
    }
    return { kind: 'with', bindings, body: this.#closedBody('endwith'), ...this.from(start) };
  }

  #autoescape(start: number): Statement {
    this.expression();
    return { kind: 'scope', body: this.#closedBody('endautoescape'), ...this.from(start) };
  }

  #print(start: number): Statement {
    const body: Statement[] = [];
    while (!this.stream.is('block-end')) {
      if (body.length > 0) this.stream.expectOperator(',');
      const value = this.expression();
      body.push({ kind: 'output', value, start: value.start, end: value.end });
    }
    return { kind: 'scope', body, ...this.from(start) };
  }

  #block(start: number): Statement {
    const token = this.stream.expectName('the name of a block');
    if (this.#blockNames.has(token.text))
      throw new TemplateSyntaxError(`block \`${token.text}\` is defined twice`, token);
    this.#blockNames.add(token.text);
    const scoped = this.stream.skipName('scoped');
    const required = this.stream.skipName('required');
    const body = this.#closedBody('endblock');
    this.stream.skipName(token.text);
    return { kind: 'block', name: token.text, scoped, required, body, ...this.from(start) };
  }

  #include(start: number): Statement {
    const template = this.expression();
    const next = this.stream.look();
    const ignoreMissing = this.stream.isName('ignore') && next.type === 'name' && next.text === 'missing';
    if (ignoreMissing) this.#skip(2);
    const withContext = this.#importContext() ?? true;
    return { kind: 'include', template, ignoreMissing, withContext, ...this.from(start) };
  }

  #skip(count: number): void {
    for (let skipped = 0; skipped < count; skipped++) this.stream.next();
  }

  /** `with context` or `without context`, when one of them comes next. */
  #importContext(): boolean | undefined {
    const next = this.stream.look();
    const written = this.stream.isName('with', 'without') && next.type === 'name' && next.text === 'context';
    if (!written) return undefined;
    const withContext = this.stream.isName('with');
    this.#skip(2);
    return withContext;
  }

  #import(start: number): Statement {
    const template = this.expression();
    this.stream.expectName('`as`', 'as');
    const name = this.stream.expectName().text;
    return { kind: 'import', template, name, withContext: this.#importContext() ?? false, ...this.from(start) };
  }

  #fromImport(start: number): Statement {
    const template = this.expression();
    this.stream.expectName('`import`', 'import');
    const names: { name: string; as: string }[] = [];
    let withContext = this.#importContext();
    if (this.stream.is('block-end')) throw this.stream.unexpected('a name');
    while (withContext === undefined && !this.stream.is('block-end')) {
      names.push(this.#importedName());
      withContext = this.#importContext();
      if (!this.stream.skipOperator(',')) break;
      withContext ??= this.#importContext();
    }
    return { kind: 'from-import', template, names, withContext: withContext ?? false, ...this.from(start) };
  }

  #importedName(): { name: string; as: string } {
    const token = this.stream.expectName();
    if (token.text.startsWith('_'))
      throw new TemplateSyntaxError('names that start with an underscore cannot be imported', token);
    const as = this.stream.skipName('as') ? this.stream.expectName().text : token.text;
    return { name: token.text, as };
  }

  #parameters(): Parameter[] {
    const parameters: Parameter[] = [];
    this.stream.expectOperator('(');
    while (!this.stream.isOperator(')')) {
      if (parameters.length > 0) this.stream.expectOperator(',');
      parameters.push(this.#parameter(parameters.at(-1)));
    }
    this.stream.next();
    return parameters;
  }

  #parameter(before: Parameter | undefined): Parameter {
    const token = this.stream.expectName('the name of a parameter');
    if (this.stream.skipOperator('=')) return { name: token.text, default: this.expression() };
    if (before?.default !== undefined)
      throw new TemplateSyntaxError(`\`${token.text}\` needs a default, as the parameter before it has one`, token);
    return { name: token.text };
  }

  #macro(start: number): Statement {
    const name = this.stream.expectName('the name of a macro').text;
    return { kind: 'macro', name, macro: this.#macroBody(this.#parameters(), 'endmacro'), ...this.from(start) };
  }

  #callBlock(start: number): Statement {
    const parameters = this.stream.isOperator('(') ? this.#parameters() : [];
    const call = this.expression();
    if (call.kind !== 'call')
      throw new TemplateSyntaxError('a call block needs a call', call, { help: 'write `{% call name() %}`' });
    return { kind: 'call-block', call, macro: this.#macroBody(parameters, 'endcall'), ...this.from(start) };
  }

  #macroBody(parameters: Parameter[], end: string): MacroBody {
    const outer = this.namesRead;
    this.namesRead = new Set();
    const body = this.#closedBody(end);
    const [varargs, kwargs, caller] = ['varargs', 'kwargs', 'caller'].map((name) => this.namesRead.has(name));
    this.namesRead = new Set([...outer, ...this.namesRead]);
    return { parameters, body, uses: { varargs: varargs === true, kwargs: kwargs === true, caller: caller === true } };
  }

  #filterBlock(start: number): Statement {
    const filter = this.filterChain();
    return { kind: 'filter-block', filter, body: this.#closedBody('endfilter'), ...this.from(start) };
  }
}

/** What is left over after an expression that should have been the whole text. */
export function leftOver(token: Token): TemplateSyntaxError {
  return new TemplateSyntaxError(`expected the end of the expression, and found ${describe(token)}`, token);
}
