import type { LoopSyntax } from '../../playbook/syntax.ts';
import { evaluateLookup } from '../../template/evaluate.ts';
import { evaluateData } from '../../template/evaluate-node.ts';
import { asDict } from '../../template/python/coerce.ts';
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
    const found = await settle(() => watched(() => evaluateLookup(name, terms(value, name), scope)));
    return { value: found.value.map(withoutTuples), unsafe: unsafe || found.unsafe };
  }
  if (isList(value)) return { value: Array.from(value, withoutTuples), unsafe };
  throw new TemplateError('error', `\`loop\` needs a list, and this is ${typeName(value)}`, {
    help: 'turn it into one, for example with `| list` or `| dict2items`',
  });
}

/** Loops that want a list and nothing else. */
const ofLists: readonly string[] = ['flattened', 'indexed_items', 'list', 'subelements'];

/** Loops whose terms may be one mapping, which they look into; all others go through its keys. */
const ofMappings: readonly string[] = ['dict', 'first_found'];

/** A lookup takes a list of terms; a single one stands for a list of one, and a mapping for the list of its keys. */
function terms(value: Value, loop: string): Value[] {
  if (isList(value)) return value;
  const mapping = asDict(value);
  const name = loop.replace(/^ansible\.builtin\./, '');
  if (mapping === undefined || ofMappings.includes(name)) return [value];
  if (!ofLists.includes(name)) return [...mapping.keys()];
  throw new TemplateError('error', `\`with_${loop}\` needs a list, and this is a mapping`, {
    help: 'use `with_dict`, or make a list of it with `| dict2items`',
  });
}
