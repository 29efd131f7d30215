import type { Node } from '../../source/node.ts';
import type { Context } from '../context.ts';
import { refuse } from '../refuse.ts';
import type { Expression } from '../syntax/ast.ts';
import { Undefined, type Value } from '../value.ts';
import { located } from './locate.ts';
import type { Evaluate } from './state.ts';

/** Whether a test is the one that {@link compileVaultTest} compiles. */
export function isVaultTest(name: string): boolean {
  return /^(?:ansible\.builtin\.)?vault_encrypted$/.test(name);
}

/**
 * Compiles `x is vault_encrypted`, or `x.key`: whether `!vault` stands at that value in the user's text. It is that text which is looked
 * at, since the value is opened when it is read; so a variable whose template leads to a vaulted one is not vaulted, as in the reference.
 */
export function compileVaultTest(
  node: Extract<Expression, { kind: 'test' }>,
  compile: (node: Expression) => Evaluate,
): Evaluate {
  const target = compile(node.target);
  const path = pathOf(node.target);
  return located(node, (state) => {
    const vaulted = path !== undefined && isVaulted(path, state.context);
    const value = vaulted ? null : target(state);
    if (value instanceof Undefined) return refuse(value);
    return vaulted !== node.negated;
  });
}

/** A variable and the keys that lead to a part of it; `vars.x` is `x`. */
function pathOf(expression: Expression): readonly [string, ...Value[]] | undefined {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'attribute' && expression.kind !== 'item') return undefined;
  const outer = pathOf(expression.target);
  const key = expression.kind === 'attribute' ? expression.name : literalOf(expression.index);
  if (outer === undefined || key === undefined) return undefined;
  return outer[0] === 'vars' && outer.length === 1 && typeof key === 'string' ? [key] : [...outer, key];
}

function literalOf(index: Extract<Expression, { kind: 'item' }>['index']): Value | undefined {
  return index.kind === 'literal' ? index.value : undefined;
}

function isVaulted([name, ...keys]: readonly [string, ...Value[]], context: Context): boolean {
  const binding = context.binding?.(name);
  let node: Node | undefined = binding !== undefined && 'node' in binding ? binding.node : undefined;
  for (const key of keys) node = partOf(node, key);
  return node?.kind === 'scalar' && node.tag === 'vault';
}

function partOf(node: Node | undefined, key: Value): Node | undefined {
  if (node?.kind === 'map') return node.entries.find((entry) => entry.key.value === key)?.value;
  return node?.kind === 'seq' ? node.items.at(Number(key)) : undefined;
}
