import { type Bound, bind, type Parameters } from '../parameters.ts';
import type { Callable, Value } from '../value.ts';

/** A method of a type: takes the object, gives the function that `object.name` is. */
export type Method<Self extends Value> = (self: Self, name: string) => Callable;

/** The methods of one type by name. */
export type Methods<Self extends Value> = ReadonlyMap<string, Method<Self>>;

/** A method with these parameters. */
export function method<Self extends Value, P extends Parameters>(
  parameters: P,
  apply: (self: Self, args: Bound<P>) => Value,
): Method<Self> {
  return (self, name) => (args, kwargs) => apply(self, bind(`\`${name}\``, parameters, { args, kwargs }));
}

/** A method that takes any arguments. */
export function variadic<Self extends Value>(
  apply: (self: Self, args: Value[], kwargs: Map<string, Value>) => Value,
): Method<Self> {
  return (self) => (args, kwargs) => apply(self, args, kwargs);
}
