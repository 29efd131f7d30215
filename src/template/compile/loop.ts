import { listOf } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import type { ForNode, Statement } from '../syntax/ast.ts';
import { truthy } from '../truthy.ts';
import { forgetUnsafe, isUnsafe } from '../unsafe.ts';
import type { Value } from '../value.ts';
import { compileExpressionNode } from './expression.ts';
import { located } from './locate.ts';
import { LoopContext } from './loop-context.ts';
import type { Scope } from './scope.ts';
import type { Run, Signal, State } from './state.ts';
import { type Assign, compileTarget } from './target.ts';

interface CompiledLoop {
  readonly assign: Assign;
  readonly filter: ((state: State) => Value) | undefined;
  readonly recursive: boolean;
  readonly body: Run;
  readonly otherwise: Run;
}

/** Compiles a `for` loop. */
export function compileFor(node: ForNode, compileBody: (body: readonly Statement[]) => Run): Run {
  const iterable = compileExpressionNode(node.iterable);
  const loop: CompiledLoop = {
    assign: compileTarget(node.target),
    filter: node.filter === undefined ? undefined : compileExpressionNode(node.filter),
    recursive: node.recursive,
    body: compileBody(node.body),
    otherwise: compileBody(node.otherwise),
  };
  const items = located(node.iterable, (state: State) => listOf(iterable(state)));
  const turn = located(
    node,
    (state: State) => (values: readonly Value[]) => runLoop(state, loop, { values, outer: state.scope, depth: 0 }),
  );
  return (state) => turn(state)(items(state));
}

interface Turns {
  readonly values: readonly Value[];
  /** The scope around the loop, which a recursive call returns to. */
  readonly outer: Scope;
  readonly depth: number;
}

function runLoop(state: State, loop: CompiledLoop, { values, outer, depth }: Turns): Signal {
  const chosen = loop.filter === undefined ? values : values.filter((value) => isChosen(state, loop, { value, outer }));
  if (chosen.length === 0) return state.within(outer, () => loop.otherwise(state));
  const again = (inner: Value) => recurse(state, loop, { values: listOf(inner), outer, depth: depth + 1 });
  const context = new LoopContext(chosen, depth, again);
  for (const value of chosen) {
    context.next();
    const signal = state.within(outer, (scope) => {
      scope.set('loop', context);
      loop.assign(state, value);
      return loop.body(state);
    });
    if (signal === 'break') break;
  }
  return undefined;
}

function isChosen(state: State, loop: CompiledLoop, { value, outer }: { value: Value; outer: Scope }): boolean {
  return state.within(outer, () => {
    loop.assign(state, value);
    const before = isUnsafe();
    const holds = truthy(loop.filter!(state));
    forgetUnsafe(before);
    return holds;
  });
}

function recurse(state: State, loop: CompiledLoop, turns: Turns): string {
  if (!loop.recursive)
    throw failure('`loop` can only be called in a `for … recursive`', 'write `{% for … in … recursive %}`');
  return state.capture(() => runLoop(state, loop, turns));
}
