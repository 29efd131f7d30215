import type { Evaluation } from '../evaluation.ts';
import { findLookup } from '../library.ts';
import { textOf } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { TemplateError } from '../template-error.ts';
import { truthy } from '../truthy.ts';
import { isUnsafe } from '../unsafe.ts';
import { type Callable, isDict, isList, type Value } from '../value.ts';

/** The global `lookup(name, terms…)`: one thing as it is, several texts with commas between, anything else as a list. */
export function lookupGlobal(evaluation: Evaluation): Callable {
  return (args, kwargs) => {
    const found = find(evaluation, args, kwargs);
    if (found === undefined) return truthy(kwargs.get('wantlist') ?? false) ? [] : null;
    if (truthy(kwargs.get('wantlist') ?? false) || found.length === 0) return found;
    if (found.every((item) => typeof item === 'string')) return found.join(',');
    return found.length === 1 ? found[0]! : found;
  };
}

/** The global `query(name, terms…)`: what the lookup finds, always as a list. */
export function queryGlobal(evaluation: Evaluation): Callable {
  return (args, kwargs) => find(evaluation, args, kwargs) ?? [];
}

/** What the lookup finds; `undefined` when it fails and `errors` says to go on all the same. */
function find(evaluation: Evaluation, args: readonly Value[], kwargs: ReadonlyMap<string, Value>): Value[] | undefined {
  const [first, ...terms] = args;
  const name = textOf(first ?? null, 'the name of a lookup');
  const options = new Map(kwargs);
  const errors = options.get('errors') ?? 'strict';
  for (const own of ['errors', 'wantlist']) options.delete(own);
  if (errors !== 'strict' && errors !== 'warn' && errors !== 'ignore')
    throw failure('`errors` of a lookup is `strict`, `warn` or `ignore`');
  try {
    return evaluation.lookup(name, isUnsafe() ? terms : terms.map((term) => filledIn(term, evaluation)), options);
  } catch (error) {
    const tolerated = errors !== 'strict' && findLookup(name) !== undefined && error instanceof TemplateError;
    if (tolerated && error.kind === 'error') return undefined;
    throw error;
  }
}

/** A term with the templates in its texts evaluated. Only for what the user has written: text of hosts is never a template. */
function filledIn(term: Value, evaluation: Evaluation): Value {
  if (typeof term === 'string') return evaluation.evaluate(term);
  if (isList(term)) return term.map((item) => filledIn(item, evaluation));
  if (isDict(term)) return new Map([...term].map(([key, item]) => [key, filledIn(item, evaluation)]));
  return term;
}
