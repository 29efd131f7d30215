import type { Node } from '../source/node.ts';
import { evaluateConditional } from '../template/conditional.ts';
import { settle } from '../template/settle.ts';
import { TemplateError } from '../template/template-error.ts';
import type { Scope } from '../vars/scope.ts';

/** Every condition of `node`, a single one or a list of them. */
export function conditionsOf(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  return node.kind === 'seq' ? node.items : [node];
}

/** The first condition that does not hold, or `undefined` when all hold. Throws a `TemplateError` that names the condition. */
export async function firstFalse(conditions: readonly Node[], scope: Scope): Promise<Node | undefined> {
  for (const condition of conditions) if (!(await holds(condition, scope))) return condition;
  return undefined;
}

async function holds(condition: Node, scope: Scope): Promise<boolean> {
  try {
    return await settle(() => evaluateConditional(condition, scope));
  } catch (error) {
    if (error instanceof TemplateError) error.span ??= condition.span;
    throw error;
  }
}
