import type { LoopSyntax } from '../../playbook/syntax.ts';
import { evaluateLookup } from '../../template/evaluate-lookup.ts';
import { evaluateData } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { TemplateError } from '../../template/template-error.ts';
import { typeName } from '../../template/type-name.ts';
import { type Watched, watched } from '../../template/unsafe.ts';
import { isList, Undefined, type Value } from '../../template/value.ts';
import { withoutTuples } from '../../template/without-tuples.ts';
import type { Scope } from '../../vars/scope.ts';

/** The items of a task's loop. Throws a `TemplateError` for what cannot be looped over. */
export async function loopItems(loop: LoopSyntax, scope: Scope): Promise<Watched<Value[]>> {
  const { value, unsafe } = await settle(() => watched(() => evaluateData(loop.node, scope)));
  if (value instanceof Undefined) throw new TemplateError('undefined', value.reason);
  if (loop.lookup !== undefined) {
    const name = loop.lookup;
    const found = await settle(() => watched(() => evaluateLookup(name, terms(value), scope)));
    return { value: found.value.map(withoutTuples), unsafe: unsafe || found.unsafe };
  }
  if (isList(value)) return { value: Array.from(value, withoutTuples), unsafe };
  throw new TemplateError('error', `\`loop\` needs a list, and this is ${typeName(value)}`, {
    help: 'turn it into one, for example with `| list` or `| dict2items`',
  });
}

/** A lookup takes a list of terms; a single one stands for a list of one. */
function terms(value: Value): Value[] {
  return isList(value) ? value : [value];
}
