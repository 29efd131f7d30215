import type { Evaluation } from '../evaluation.ts';
import { type Bound, bind, type Parameters } from '../parameters.ts';
import { failure, refuse } from '../refuse.ts';
import { Undefined, type Value } from '../value.ts';

/** The arguments of one use of a filter, besides the value that it is applied to. */
export interface Given {
  readonly args: readonly Value[];
  readonly kwargs: ReadonlyMap<string, Value>;
}

/**
 * What a filter makes of a value that is not there: usually that is an `undefined` error; for some, as in the reference, it is an
 * argument of the wrong type, an `error`; and some take it.
 */
type Missing = 'undefined' | 'error' | 'taken';

interface FilterOptions {
  readonly missing?: Missing;
}

/** A filter: what `value | name(arguments)` does. */
export interface Filter {
  invoke(name: string, value: Value, given: Given, evaluation: Evaluation): Value;
}

/**
 * A filter with these parameters, each with its default or `required`. A value that is not there is an error before `apply` sees it,
 * unless the filter says otherwise.
 */
export function filter<P extends Parameters>(
  parameters: P,
  apply: (value: Value, args: Bound<P>, evaluation: Evaluation) => Value,
  { missing = 'undefined' }: FilterOptions = {},
): Filter {
  return {
    invoke: (name, value, given, evaluation) => {
      const args = bind(`the filter \`${name}\``, parameters, given);
      if (value instanceof Undefined) checkMissing(value, missing);
      return apply(value, args, evaluation);
    },
  };
}

/** A filter that takes any number of arguments, or any keyword. */
export function variadicFilter(
  apply: (value: Value, given: Given, evaluation: Evaluation) => Value,
  { missing = 'undefined' }: FilterOptions = {},
): Filter {
  return {
    invoke: (_name, value, given, evaluation) => {
      if (value instanceof Undefined) checkMissing(value, missing);
      return apply(value, given, evaluation);
    },
  };
}

function checkMissing(value: Undefined, missing: Missing): void {
  if (missing === 'error') throw failure(value.reason);
  if (missing === 'undefined' && !value.lenient) refuse(value);
}
