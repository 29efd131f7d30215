import type { Evaluation } from '../evaluation.ts';
import { type Bound, bind, type Parameters } from '../parameters.ts';
import type { Value } from '../value.ts';

/** The arguments of one use of a filter, besides the value that it is applied to. */
export interface Given {
  readonly args: readonly Value[];
  readonly kwargs: ReadonlyMap<string, Value>;
}

/** A filter: what `value | name(arguments)` does. */
export interface Filter {
  /** Takes a value that is not there, instead of that being an error. */
  readonly takesUndefined: boolean;
  invoke(name: string, value: Value, given: Given, evaluation: Evaluation): Value;
}

/** A filter with these parameters, each with its default or `required`. */
export function filter<P extends Parameters>(
  parameters: P,
  apply: (value: Value, args: Bound<P>, evaluation: Evaluation) => Value,
  { takesUndefined = false }: { readonly takesUndefined?: boolean } = {},
): Filter {
  return {
    takesUndefined,
    invoke: (name, value, given, evaluation) =>
      apply(value, bind(`the filter \`${name}\``, parameters, given), evaluation),
  };
}

/** A filter that takes any number of arguments, or any keyword. */
export function variadicFilter(
  apply: (value: Value, given: Given, evaluation: Evaluation) => Value,
  { takesUndefined = false }: { readonly takesUndefined?: boolean } = {},
): Filter {
  return { takesUndefined, invoke: (_name, value, given, evaluation) => apply(value, given, evaluation) };
}
