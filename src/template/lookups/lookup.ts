import type { Evaluation } from '../evaluation.ts';
import { type Bound, bind, type Parameters } from '../parameters.ts';
import type { Value } from '../value.ts';

/** A lookup: what `lookup(name, terms..., option=value)` finds, always as a list. */
export interface Lookup {
  invoke(name: string, terms: readonly Value[], options: ReadonlyMap<string, Value>, evaluation: Evaluation): Value[];
}

/** A lookup with these options, each with its default. */
export function lookup<P extends Parameters>(
  options: P,
  find: (terms: readonly Value[], options: Bound<P>, evaluation: Evaluation) => Value[],
): Lookup {
  return {
    invoke: (name, terms, given, evaluation) =>
      find(terms, bind(`the lookup \`${name}\``, options, { args: [], kwargs: given }), evaluation),
  };
}

/** A lookup that takes any option. */
export function openLookup(
  find: (terms: readonly Value[], options: ReadonlyMap<string, Value>, evaluation: Evaluation) => Value[],
): Lookup {
  return { invoke: (_name, terms, options, evaluation) => find(terms, options, evaluation) };
}
