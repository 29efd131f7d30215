import { display, repr } from '../display.ts';
import { outputText } from '../output-text.ts';
import { failure } from '../refuse.ts';
import type { Statement } from '../syntax/ast.ts';
import { type Dict, Instance, isList, Undefined, type Value } from '../value.ts';
import { compileExpressionNode } from './expression.ts';
import { located } from './locate.ts';
import { type Body, type Evaluate, type Run, State } from './state.ts';

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** The first of the files that a template names, or `undefined` when none of them is there. */
function load(state: State, named: Value): Body | undefined {
  const names = isList(named) ? named : [named];
  for (const name of names) {
    const body = state.loader.load(display(name), state.context);
    if (body !== undefined) return body;
  }
  return undefined;
}

function loadOrFail(state: State, template: Evaluate): Body {
  const named = template(state);
  const body = load(state, named);
  if (body !== undefined) return body;
  const places = state.context.world.searchPath('templates').join('`, `');
  throw failure(`there is no template ${repr(named)}`, places === '' ? undefined : `it is looked for in \`${places}\``);
}

/** Compiles `{% include %}`. */
export function compileInclude(node: Of<'include'>): Run {
  const template = compileExpressionNode(node.template);
  return located(node, (state: State) => {
    const body = node.ignoreMissing ? load(state, template(state)) : loadOrFail(state, template);
    if (body !== undefined) state.out.push(run(body, inner(state, node.withContext)).out.join(''));
    return undefined;
  });
}

function inner(state: State, withContext: boolean): State {
  return new State(withContext ? state.overlaid() : bare(state), state.loader);
}

/** What an imported file sees without `with context`: nothing but the language's own functions. */
function bare({ context: { world } }: State): State['context'] {
  return { world, get: () => undefined, names: () => [] };
}

/** Runs a whole template, and those that it extends. */
export function run(body: Body, state: State): State {
  state.blocks.add(body.blocks);
  state.body = body;
  state.located(() => body.run(state));
  const { parent } = state;
  if (parent === undefined) return state;
  state.parent = undefined;
  state.out = [];
  return run(parent, state);
}

/** Compiles `{% extends %}`. */
export function compileExtends(node: Of<'extends'>): Run {
  const template = compileExpressionNode(node.template);
  return located(node, (state: State) => {
    if (state.parent !== undefined) throw failure('a template can extend only one other');
    state.parent = loadOrFail(state, template);
    return undefined;
  });
}

/** Compiles `{% import %}`. */
export function compileImport(node: Of<'import'>): Run {
  const template = compileExpressionNode(node.template);
  return located(node, (state: State) => {
    state.scope.set(node.name, new Module(loadOrFail(state, template), inner(state, node.withContext)));
    return undefined;
  });
}

/** Compiles `{% from … import … %}`. */
export function compileFromImport(node: Of<'from-import'>): Run {
  const template = compileExpressionNode(node.template);
  return located(node, (state: State) => {
    const named = outputText(template(state));
    const module = new Module(loadOrFail(state, template), inner(state, node.withContext));
    for (const { name, as } of node.names) {
      const exported = module.attribute(name);
      const none = () => new Undefined(name, `the template \`${named}\` sets no \`${name}\``);
      state.scope.set(as, exported === undefined ? none() : exported);
    }
    return undefined;
  });
}

/** An imported template: what it sets and defines, as attributes. */
class Module extends Instance {
  override readonly typeName = 'TemplateModule';
  readonly #exports: Dict;
  readonly #text: string;

  constructor(body: Body, state: State) {
    super();
    this.#text = run(body, state).out.join('');
    this.#exports = new Map(state.root.own);
  }

  override display(): string {
    return this.#text;
  }

  override attribute(name: string): Value | undefined {
    return name.startsWith('_') ? undefined : this.#exports.get(name);
  }
}
