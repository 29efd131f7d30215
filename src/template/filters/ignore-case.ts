import type { Value } from '../value.ts';

/** A text in lower case, anything else as it is: the key of comparisons that do not care about case. */
export function ignoreCase(value: Value): Value {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
