import { dictSet } from '../dict-get.ts';
import type { Expression } from '../syntax/ast.ts';
import { parseExpression } from '../syntax/parse.ts';
import { TemplateSyntaxError } from '../template-error.ts';
import { type Dict, Tuple, type Value } from '../value.ts';
import { sign } from './arithmetic.ts';
import { isNumber } from './number.ts';

/** The value of a text that is a Python literal (texts, numbers, lists, tuples, dicts, `True`, `None`); `undefined` for any other. */
export function parseLiteral(text: string): Value | undefined {
  try {
    return literalOf(parseExpression(text).expression);
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return undefined;
    throw error;
  }
}

function literalOf(node: Expression): Value | undefined {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'list':
    case 'tuple':
      return items(node.items, node.kind === 'tuple');
    case 'dict':
      return entries(node.entries);
    case 'unary': {
      const operand = node.operator === 'not' ? undefined : literalOf(node.operand);
      return operand !== undefined && isNumber(operand) && node.operator !== 'not'
        ? sign(node.operator, operand)
        : undefined;
    }
    default:
      return undefined;
  }
}

function items(nodes: readonly Expression[], isTuple: boolean): Value | undefined {
  const values: Value[] = isTuple ? new Tuple() : [];
  for (const node of nodes) {
    const value = literalOf(node);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function entries(pairs: readonly (readonly [Expression, Expression])[]): Dict | undefined {
  const dict: Dict = new Map();
  for (const [keyNode, valueNode] of pairs) {
    const [key, value] = [literalOf(keyNode), literalOf(valueNode)];
    if (key === undefined || value === undefined) return undefined;
    dictSet(dict, key, value);
  }
  return dict;
}
