import { findFilter, findTest } from '../library.ts';
import { textOf } from '../python/coerce.ts';
import { pairsOf } from '../python/dict-methods.ts';
import { iterate } from '../python/iterate.ts';
import { failure, refuse } from '../refuse.ts';
import type { ArgumentsNode, Expression } from '../syntax/ast.ts';
import { aTypeName } from '../type-name.ts';
import { forgetUnlessText, forgetUnsafe, isUnsafe, watchedCall } from '../unsafe.ts';
import { type Callable, Instance, isFunction, Undefined, type Value } from '../value.ts';
import { located } from './locate.ts';
import { type Evaluate, type State, unknownPlugin } from './state.ts';
import { compileVaultTest, isVaultTest } from './vault-test.ts';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;
type Compile = (node: Expression) => Evaluate;

/** The arguments of a call, worked out. */
export interface Arguments {
  readonly args: Value[];
  readonly kwargs: Map<string, Value>;
}

const none: Arguments = { args: [], kwargs: new Map() };

/** Compiles the arguments of a call, filter or test. */
export function compileArguments(node: ArgumentsNode, compile: Compile): (state: State) => Arguments {
  const positional = node.positional.map(compile);
  const named = node.named.map(({ name, value }) => [name, compile(value)] as const);
  const spread = node.spread === undefined ? undefined : compile(node.spread);
  const spreadNamed = node.spreadNamed === undefined ? undefined : compile(node.spreadNamed);
  if (positional.length + named.length === 0 && spread === undefined && spreadNamed === undefined) return () => none;
  return (state) => {
    const args = positional.map((argument) => argument(state));
    const kwargs = named.length === 0 && spreadNamed === undefined ? none.kwargs : new Map<string, Value>();
    for (const [name, value] of named) kwargs.set(name, value(state));
    if (spread !== undefined) args.push(...iterate(spread(state)));
    if (spreadNamed !== undefined) addKeywords(kwargs, spreadNamed(state));
    return { args, kwargs };
  };
}

function addKeywords(kwargs: Map<string, Value>, value: Value): void {
  for (const [name, argument] of pairsOf(value)) {
    const key = textOf(name, 'the name of an argument');
    if (kwargs.has(key)) throw failure(`\`${key}\` is given twice`);
    kwargs.set(key, argument);
  }
}

/** Compiles `target(arguments)`. */
export function compileCall(node: Of<'call'>, compile: Compile): Evaluate {
  const target = compile(node.target);
  const given = compileArguments(node.args, compile);
  return located(node, (state) =>
    watchedCall(() => {
      const callable = callableOf(target(state));
      const { args, kwargs } = given(state);
      return callable(args, kwargs);
    }),
  );
}

/** The function that calling the value runs; an error when it cannot be called. */
export function callableOf(value: Value): Callable {
  if (isFunction(value)) return value;
  const call = value instanceof Instance ? value.call : undefined;
  if (call !== undefined) return call;
  if (value instanceof Undefined) return refuse(value);
  throw failure(`${aTypeName(value)} cannot be called`);
}

/** Compiles `target | name(arguments)`; without a target, what `input` gives is filtered. */
export function compileFilter(node: Of<'filter'>, compile: Compile, input: Evaluate = () => null): Evaluate {
  const { name } = node;
  const inner = node.target;
  const target =
    inner === undefined ? input : inner.kind === 'filter' ? compileFilter(inner, compile, input) : compile(inner);
  const given = compileArguments(node.args, compile);
  const found = findFilter(name);
  if (found === undefined) return missing(node, 'filter');
  return located(node, (state) => {
    const before = isUnsafe();
    return forgetUnlessText(found.invoke(name, target(state), given(state), state), before);
  });
}

/** Compiles `target is name(arguments)`. */
export function compileTest(node: Of<'test'>, compile: Compile): Evaluate {
  const { name, negated } = node;
  if (isVaultTest(name)) return compileVaultTest(node, compile);
  const target = compile(node.target);
  const given = compileArguments(node.args, compile);
  const found = findTest(name);
  if (found === undefined) return missing(node, 'test');
  return located(node, (state) => {
    const before = isUnsafe();
    const holds = found.invoke(name, target(state), given(state), state);
    forgetUnsafe(before);
    return holds !== negated;
  });
}

/** One of a collection that is not built in only matters where it is reached. */
function missing(node: Of<'filter' | 'test'>, kind: 'filter' | 'test'): Evaluate {
  return located(node, () => {
    throw unknownPlugin({ kind, name: node.name });
  });
}
