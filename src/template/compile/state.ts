import { didYouMean } from '../../source/suggest.ts';
import type { Context } from '../context.ts';
import { notBuilt } from '../elsewhere.ts';
import type { Evaluation, RenderOptions, TemplateFile } from '../evaluation.ts';
import { globalOf } from '../globals/registry.ts';
import { findFilter, findLookup, findTest, namesOf } from '../library.ts';
import { runLookup } from '../lookups/run.ts';
import { noKeywords } from '../parameters.ts';
import type { Plugin } from '../syntax/ast.ts';
import { writtenPlace } from '../syntax/parse.ts';
import { TemplateError } from '../template-error.ts';
import { Undefined, type Value } from '../value.ts';
import { BlockStacks } from './block-stacks.ts';
import { Scope } from './scope.ts';

/** Finds and compiles the template files that a template names, and renders texts for lookups. */
export interface Loader {
  /** The compiled file, or `undefined` when no place of the search path has it. */
  load(name: string, context: Context): Body | undefined;
  render(text: string, options: RenderOptions, context: Context, file?: string): string;
  evaluate(text: string, context: Context): Value;
}

/** A compiled template as far as running it goes. */
export interface Body {
  readonly text: string;
  /** The file that it was read from. */
  readonly file?: string;
  readonly blocks: ReadonlyMap<string, Run>;
  run(state: State): void;
}

/** Why a list of statements stopped before its end. */
export type Signal = 'break' | 'continue' | undefined;

/** A compiled expression. */
export type Evaluate = (state: State) => Value;

/** A compiled list of statements. */
export type Run = (state: State) => Signal;

/** One run of a compiled template or expression: its variables and what it has written so far. */
export class State implements Evaluation {
  readonly context: Context;
  readonly loader: Loader;
  readonly root = new Scope();
  readonly blocks = new BlockStacks<Run>();
  scope: Scope = this.root;
  out: string[] = [];
  /** The template that is running, for the places of errors. */
  body: Body | undefined;
  /** Set by `{% extends %}`: what is written from there on is dropped, and the parent is rendered at the end. */
  parent: Body | undefined;

  constructor(context: Context, loader: Loader) {
    this.context = context;
    this.loader = loader;
  }

  /** Whether this is the level of a template that extends another, after it has said so: what it would write is not even evaluated. */
  get writesNothing(): boolean {
    return this.parent !== undefined && this.scope === this.root;
  }

  variable(name: string): Value {
    // `None` is a value like any other, so `??` will not do here.
    const own = this.scope.get(name);
    if (own !== undefined) return own;
    const value = this.#fromContext(name);
    if (value !== undefined) return value;
    return globalOf(name, this) ?? this.#unknown(name);
  }

  #fromContext(name: string): Value | undefined {
    try {
      return this.context.get(name);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      const cause = error.via(name);
      // A variable that cannot be worked out for want of another is as good as not there: `default` may still stand in for it.
      if (error.kind !== 'undefined') throw cause;
      return new Undefined(name, error.message, { cause });
    }
  }

  #unknown(name: string): Undefined {
    return new Undefined(name, undefined, { help: () => didYouMean(name, this.context.names()) });
  }

  filter(
    name: string,
    value: Value,
    args: readonly Value[] = [],
    kwargs: ReadonlyMap<string, Value> = noKeywords,
  ): Value {
    const found = findFilter(name);
    if (found === undefined) throw unknownPlugin({ kind: 'filter', name });
    return found.invoke(name, value, { args, kwargs }, this);
  }

  test(
    name: string,
    value: Value,
    args: readonly Value[] = [],
    kwargs: ReadonlyMap<string, Value> = noKeywords,
  ): boolean {
    const found = findTest(name);
    if (found === undefined) throw unknownPlugin({ kind: 'test', name });
    return found.invoke(name, value, { args, kwargs }, this);
  }

  knows(kind: 'filter' | 'test', name: string): boolean {
    return (kind === 'filter' ? findFilter(name) : findTest(name)) !== undefined;
  }

  lookup(name: string, terms: readonly Value[], options: ReadonlyMap<string, Value> = noKeywords): Value[] {
    const found = findLookup(name);
    if (found === undefined) throw unknownPlugin({ kind: 'lookup', name });
    return runLookup(found, name, { terms, options }, this);
  }

  render(file: TemplateFile, options: RenderOptions, variables: ReadonlyMap<string, Value> = noKeywords): string {
    return this.loader.render(file.text, options, this.overlaid(variables), file.path);
  }

  evaluate(text: string): Value {
    return this.loader.evaluate(text, this.overlaid());
  }

  /** What a template that this one includes sees: its own variables, over those of the context. */
  overlaid(variables: ReadonlyMap<string, Value> = noKeywords): Context {
    const { context, scope } = this;
    return {
      world: context.world,
      get: (name) => {
        const value = variables.has(name) ? variables.get(name) : scope.get(name);
        return value === undefined ? context.get(name) : value;
      },
      names: () => [...variables.keys(), ...scope.names(), ...context.names()],
    };
  }

  /** Runs with a scope of its own inside of `parent`, or of the current one. */
  within<T>(parent: Scope, run: (scope: Scope) => T): T {
    const outer = this.scope;
    this.scope = new Scope(parent);
    const result = run(this.scope);
    this.scope = outer;
    return result;
  }

  /** Runs a part of this state's template, and tells its errors which text, and which file, they are from. */
  located<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (error instanceof TemplateError && this.body !== undefined) fromBody(error, this.body);
      throw error;
    }
  }

  /** The text that `run` writes. */
  capture(run: () => void): string {
    const outer = this.out;
    this.out = [];
    run();
    const text = this.out.join('');
    this.out = outer;
    return text;
  }
}

function fromBody(error: TemplateError, { text, file }: Body): void {
  if (error.text !== undefined) return;
  error.text = text;
  if (file !== undefined && error.place !== undefined) error.span ??= { file, ...writtenPlace(text, error.place) };
}

/** The error for a filter, test or lookup that is not there. */
export function unknownPlugin({ kind, name }: Plugin): TemplateError {
  const errorKind = kind === 'lookup' ? 'error' : 'syntax';
  const elsewhere = notBuilt({ kind, name });
  if (elsewhere !== undefined) return new TemplateError(errorKind, elsewhere);
  return new TemplateError(errorKind, `unknown ${kind} \`${name}\``, didYouMean(name, namesOf(kind)));
}
