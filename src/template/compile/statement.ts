import { outputText } from '../output-text.ts';
import type { Statement } from '../syntax/ast.ts';
import { truthy } from '../truthy.ts';
import { forgetUnsafe, isUnsafe } from '../unsafe.ts';
import { compileBlock } from './block.ts';
import { compileFilter } from './call.ts';
import { compileExpressionNode } from './expression.ts';
import { compileExtends, compileFromImport, compileImport, compileInclude } from './include.ts';
import { locate, located } from './locate.ts';
import { compileFor } from './loop.ts';
import { compileCallBlock, compileMacro } from './macro.ts';
import type { Run, Signal, State } from './state.ts';
import { compileTarget } from './target.ts';

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** Turns statements into one function of the state that runs them in order. */
export function compileBody(statements: readonly Statement[]): Run {
  const runs = statements.map(compileStatement);
  if (runs.length === 1) return runs[0]!;
  return (state) => {
    for (const run of runs) {
      const signal = run(state);
      if (signal !== undefined) return signal;
    }
    return undefined;
  };
}

function compileStatement(node: Statement): Run {
  switch (node.kind) {
    case 'text': {
      const { text } = node;
      return (state) => void state.out.push(text);
    }
    case 'output':
      return compileOutput(node);
    case 'if':
      return compileIf(node);
    case 'for':
      return compileFor(node, compileBody);
    case 'set':
      return compileSet(node);
    case 'set-block':
      return compileSetBlock(node);
    case 'macro':
      return compileMacro(node, compileBody);
    case 'call-block':
      return compileCallBlock(node, compileBody);
    case 'filter-block':
      return compileFilterBlock(node);
    case 'with':
      return compileWith(node);
    case 'scope':
      return compileScope(node);
    case 'do':
      return quietly(compileExpressionNode(node.value));
    case 'break':
    case 'continue':
      return signalling(node.kind);
    case 'block':
      return compileBlock(node);
    case 'extends':
      return compileExtends(node);
    case 'include':
      return compileInclude(node);
    case 'import':
      return compileImport(node);
    case 'from-import':
      return compileFromImport(node);
  }
}

function signalling(signal: Signal): Run {
  return () => signal;
}

function quietly(evaluate: (state: State) => unknown): Run {
  return (state) => void evaluate(state);
}

function compileOutput(node: Of<'output'>): Run {
  const evaluate = compileExpressionNode(node.value);
  return located(node.value, (state: State) => {
    if (!state.writesNothing) state.out.push(outputText(evaluate(state)));
    return undefined;
  });
}

function compileIf(node: Of<'if'>): Run {
  const branches = node.branches.map(({ test, body }) => ({
    test: compileExpressionNode(test),
    place: { start: test.start, end: test.end },
    body: compileBody(body),
  }));
  const otherwise = compileBody(node.otherwise);
  return (state) => {
    for (const { test, place, body } of branches) if (holds(state, test, place)) return body(state);
    return otherwise(state);
  };
}

function holds(
  state: State,
  test: ReturnType<typeof compileExpressionNode>,
  place: { start: number; end: number },
): boolean {
  const before = isUnsafe();
  try {
    const holds = truthy(test(state));
    forgetUnsafe(before);
    return holds;
  } catch (error) {
    throw locate(error, place);
  }
}

function compileSet(node: Of<'set'>): Run {
  const value = compileExpressionNode(node.value);
  const assign = compileTarget(node.target);
  return located(node, (state: State) => assign(state, value(state)));
}

function compileSetBlock(node: Of<'set-block'>): Run {
  const body = compileBody(node.body);
  const assign = compileTarget(node.target);
  const text = (state: State) => state.capture(() => state.within(state.scope, () => body(state)));
  const value = node.filter === undefined ? text : compileFilter(node.filter, compileExpressionNode, text);
  return located(node, (state: State) => assign(state, value(state)));
}

function compileFilterBlock(node: Of<'filter-block'>): Run {
  const body = compileBody(node.body);
  const text = (state: State) => state.capture(() => state.within(state.scope, () => body(state)));
  const value = compileFilter(node.filter, compileExpressionNode, text);
  return (state) => void state.out.push(outputText(value(state)));
}

function compileWith(node: Of<'with'>): Run {
  const bindings = node.bindings.map(({ target, value }) => ({
    assign: compileTarget(target),
    value: compileExpressionNode(value),
  }));
  const body = compileBody(node.body);
  return (state) => {
    // Each value sees the variables around the block, not the other bindings.
    const values = bindings.map(({ value }) => value(state));
    return state.within(state.scope, () => {
      bindings.forEach(({ assign }, index) => {
        assign(state, values[index]!);
      });
      return body(state);
    });
  };
}

function compileScope(node: Of<'scope'>): Run {
  const body = compileBody(node.body);
  return (state) => state.within(state.scope, () => body(state));
}
