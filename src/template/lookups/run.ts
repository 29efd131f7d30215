import type { Evaluation } from '../evaluation.ts';
import { refuse } from '../refuse.ts';
import { Undefined, type Value } from '../value.ts';
import type { Lookup } from './lookup.ts';

/** Runs a lookup; a term that is not there is an error before it starts. */
export function runLookup(
  lookup: Lookup,
  name: string,
  { terms, options }: { readonly terms: readonly Value[]; readonly options: ReadonlyMap<string, Value> },
  evaluation: Evaluation,
): Value[] {
  for (const term of terms) if (term instanceof Undefined) refuse(term);
  return lookup.invoke(name, terms, options, evaluation);
}
