import type { Evaluation } from '../evaluation.ts';
import type { Given } from '../filters/filter.ts';
import { type Bound, bind, type Parameters } from '../parameters.ts';
import type { Value } from '../value.ts';

/** A test: whether `value is name(arguments)` holds. It decides itself what it makes of a value that is not there. */
export interface Test {
  invoke(name: string, value: Value, given: Given, evaluation: Evaluation): boolean;
}

/** A test with these parameters, each with its default or `required`. */
export function test<P extends Parameters>(
  parameters: P,
  apply: (value: Value, args: Bound<P>, evaluation: Evaluation) => boolean,
): Test {
  return {
    invoke: (name, value, given, evaluation) =>
      apply(value, bind(`the test \`${name}\``, parameters, given), evaluation),
  };
}

/** A test that looks at nothing but the value. */
export function property(holds: (value: Value) => boolean): Test {
  return test({}, (value) => holds(value));
}
