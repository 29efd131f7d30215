import type { LoopSyntax } from '../../playbook/syntax.ts';
import { evaluateLookup } from '../../template/evaluate-lookup.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { TemplateError } from '../../template/template-error.ts';
import { typeName } from '../../template/type-name.ts';
import { isList, Undefined, type Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';

/** The items of a task's loop. Throws a `TemplateError` for what cannot be looped over. */
export async function loopItems(loop: LoopSyntax, scope: Scope): Promise<Value[]> {
  const value = await settle(() => evaluateNode(loop.node, scope));
  if (value instanceof Undefined) throw new TemplateError('undefined', value.reason);
  if (loop.lookup !== undefined) {
    const name = loop.lookup;
    return await settle(() => evaluateLookup(name, terms(value), scope));
  }
  if (isList(value)) return [...value];
  throw new TemplateError('error', `\`loop\` needs a list, and this is ${typeName(value)}`, {
    help: 'turn it into one, for example with `| list` or `| dict2items`',
  });
}

/** A lookup takes a list of terms; a single one stands for a list of one. */
function terms(value: Value): Value[] {
  return isList(value) ? value : [value];
}
