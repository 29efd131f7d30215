import type { Context } from './context.ts';
import { evaluateExpression } from './evaluate.ts';
import { isList, type Value } from './value.ts';

/** What a lookup finds for these terms, as `with_NAME` of a task wants it: always a list. Throws `TemplateError`. */
export function evaluateLookup(name: string, terms: readonly Value[], context: Context): Value[] {
  const own = new Map<string, Value>([
    ['_lookup', name],
    ['_terms', [...terms]],
  ]);
  const inner: Context = {
    get: (variable) => own.get(variable) ?? context.get(variable),
    names: () => context.names(),
    world: context.world,
  };
  const found = evaluateExpression('query(_lookup, *_terms)', inner);
  return isList(found) ? found : [found];
}
