import type { Evaluation } from '../evaluation.ts';
import { refuse } from '../refuse.ts';
import { noteUnsafe } from '../unsafe.ts';
import { Undefined, type Value } from '../value.ts';
import type { Lookup } from './lookup.ts';
import { rearranges } from './registry.ts';

/** Runs a lookup; a term that is not there is an error before it starts. What it reads, as from a file, is unsafe text. */
export function runLookup(
  lookup: Lookup,
  name: string,
  { terms, options }: { readonly terms: readonly Value[]; readonly options: ReadonlyMap<string, Value> },
  evaluation: Evaluation,
): Value[] {
  for (const term of terms) if (term instanceof Undefined) refuse(term);
  const found = lookup.invoke(name, terms, options, evaluation);
  if (!rearranges(lookup)) noteUnsafe();
  return found;
}
