import { compare } from '../compare.ts';
import { dictSet } from '../dict-get.ts';
import { display } from '../display.ts';
import { equal } from '../equal.ts';
import { operate, sign } from '../python/arithmetic.ts';
import { contains } from '../python/contains.ts';
import { slice } from '../python/slice.ts';
import { attribute, item } from '../python/subscript.ts';
import { failure, refuse } from '../refuse.ts';
import type { CompareOperator, Comparison, Expression } from '../syntax/ast.ts';
import type { Place } from '../template-error.ts';
import { truthy } from '../truthy.ts';
import { forgetUnlessText, forgetUnsafe, isUnsafe } from '../unsafe.ts';
import { type Dict, Tuple, Undefined, type Value } from '../value.ts';
import { compileCall, compileFilter, compileTest } from './call.ts';
import { located } from './locate.ts';
import type { Evaluate, State } from './state.ts';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** Turns an expression into a function of the state, once: evaluating it again walks no syntax tree. */
export function compileExpressionNode(node: Expression): Evaluate {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'name':
      return compileName(node);
    case 'tuple':
    case 'list':
      return compileItems(node);
    case 'dict':
      return compileDict(node);
    case 'attribute':
      return compileAttribute(node);
    case 'item':
      return compileItem(node);
    case 'slice':
      return compileSlice(node);
    case 'call':
      return compileCall(node, compileExpressionNode);
    case 'filter':
      return compileFilter(node, compileExpressionNode);
    case 'test':
      return compileTest(node, compileExpressionNode);
    case 'unary':
      return compileUnary(node);
    case 'binary':
      return compileBinary(node);
    case 'concat':
      return compileConcat(node);
    case 'compare':
      return compileComparison(node);
    case 'logical':
      return compileLogical(node);
    case 'conditional':
      return compileConditional(node);
  }
}

function compileName({ name, start, end }: Of<'name'>): Evaluate {
  const place = { start, end };
  return located(place, (state) => {
    const value = state.variable(name);
    if (value instanceof Undefined) value.place ??= place;
    return value;
  });
}

function compileItems({ kind, items }: Of<'tuple' | 'list'>): Evaluate {
  const parts = items.map(compileExpressionNode);
  if (kind === 'list') return (state) => parts.map((part) => part(state));
  return (state) => Tuple.from(parts.map((part) => part(state)));
}

function compileDict(node: Of<'dict'>): Evaluate {
  const entries = node.entries.map(
    ([key, value]) => [compileExpressionNode(key), compileExpressionNode(value)] as const,
  );
  return located(node, (state) => {
    const dict: Dict = new Map();
    for (const [key, value] of entries) {
      const name = key(state);
      dictSet(dict, name instanceof Undefined ? refuse(name) : name, value(state));
    }
    return dict;
  });
}

function compileAttribute({ target, name, start, end }: Of<'attribute'>): Evaluate {
  const inner = compileExpressionNode(target);
  const place = { start, end };
  return located(place, (state) => {
    const before = isUnsafe();
    return placed(forgetUnlessText(attribute(inner(state), name), before), place);
  });
}

function compileItem({ target, index, start, end }: Of<'item'>): Evaluate {
  const inner = compileExpressionNode(target);
  if (index.kind === 'slice') return compileSliceOf(inner, index);
  const at = compileExpressionNode(index);
  const place = { start, end };
  return located(place, (state) => {
    const before = isUnsafe();
    const container = inner(state);
    const chosen = chosenBy(at, state);
    return placed(forgetUnlessText(item(container, chosen), before), place);
  });
}

/** A value that only decides which of others is taken: what it was made of does not flow into the result. */
function chosenBy(evaluate: Evaluate, state: State): Value {
  const before = isUnsafe();
  const value = evaluate(state);
  forgetUnsafe(before);
  return value;
}

/** A value that turned out not to be there remembers the innermost place that is to blame. */
function placed(value: Value, place: Place): Value {
  if (value instanceof Undefined) value.place ??= place;
  return value;
}

function compileSliceOf(target: Evaluate, node: Of<'slice'>): Evaluate {
  const [lower, upper, step] = [node.lower, node.upper, node.step].map((part) =>
    part === undefined ? () => null : compileExpressionNode(part),
  );
  return located(node, (state) => {
    const value = target(state);
    if (value instanceof Undefined) return value;
    return slice(value, { lower: lower!(state), upper: upper!(state), step: step!(state) });
  });
}

/** A slice among several indices, which nothing here takes. */
function compileSlice(node: Of<'slice'>): Evaluate {
  return located(node, () => {
    throw failure('a slice cannot be one of several indices');
  });
}

function compileUnary(node: Of<'unary'>): Evaluate {
  const operand = compileExpressionNode(node.operand);
  const { operator } = node;
  if (operator === 'not') return located(node, (state) => !truthy(chosenBy(operand, state)));
  return located(node, (state) => sign(operator, operand(state)));
}

function compileBinary(node: Of<'binary'>): Evaluate {
  const left = compileExpressionNode(node.left);
  const right = compileExpressionNode(node.right);
  const { operator } = node;
  return located(node, (state) => operate(operator, left(state), right(state)));
}

function compileConcat(node: Of<'concat'>): Evaluate {
  const parts = node.parts.map(compileExpressionNode);
  return located(node, (state) => {
    let text = '';
    for (const part of parts) text += display(part(state));
    return text;
  });
}

type Operation = (left: Value, right: Value) => boolean;

const operations: Readonly<Record<CompareOperator, Operation>> = {
  '==': equal,
  '!=': (left, right) => !equal(left, right),
  '<': (left, right) => compare(left, right, '<') < 0,
  '<=': (left, right) => compare(left, right, '<=') <= 0,
  '>': (left, right) => compare(left, right, '>') > 0,
  '>=': (left, right) => compare(left, right, '>=') >= 0,
  in: (left, right) => contains(right, left),
  'not in': (left, right) => !contains(right, left),
};

function compileComparison(node: Of<'compare'>): Evaluate {
  const first = compileExpressionNode(node.first);
  const [only, ...more] = node.operations.map(compileOperation);
  const holds =
    more.length === 0 && only !== undefined
      ? (state: State) => only.holds(first(state), only.operand(state))
      : (state: State) => chained(state, first, [only!, ...more]);
  return located(node, (state) => chosenBy(holds, state));
}

interface CompiledOperation {
  readonly holds: Operation;
  readonly operand: Evaluate;
}

function compileOperation({ operator, operand }: Comparison): CompiledOperation {
  return { holds: operations[operator], operand: compileExpressionNode(operand) };
}

/** `a < b < c`: each operand once, and none after the first that does not hold. */
function chained(state: State, first: Evaluate, chain: readonly CompiledOperation[]): boolean {
  let left = first(state);
  for (const { holds, operand } of chain) {
    const right = operand(state);
    if (!holds(left, right)) return false;
    left = right;
  }
  return true;
}

function compileLogical(node: Of<'logical'>): Evaluate {
  const left = compileExpressionNode(node.left);
  const right = compileExpressionNode(node.right);
  const decidedBy = node.operator === 'or';
  return located(node, (state) => {
    const before = isUnsafe();
    const value = left(state);
    if (truthy(value) === decidedBy) return value;
    forgetUnsafe(before);
    return right(state);
  });
}

function compileConditional(node: Of<'conditional'>): Evaluate {
  const test = compileExpressionNode(node.test);
  const value = compileExpressionNode(node.value);
  const otherwise = node.otherwise === undefined ? nothing : compileExpressionNode(node.otherwise);
  return located(node, (state) => (truthy(chosenBy(test, state)) ? value(state) : otherwise(state)));
}

/** What `x if test` without `else` is when the test fails: nothing when it is printed, an error in most other places. */
function nothing(): Value {
  return new Undefined('else', 'the condition of an `if` without `else` is false', { lenient: true });
}
