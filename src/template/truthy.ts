import { refuse } from './refuse.ts';
import { Float, Instance, isDict, isLazyDict, Undefined, type Value } from './value.ts';

/** Whether Python takes the value for true; a value that is not there is an error. */
export function truthy(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.length > 0;
  if (isDict(value)) return value.size > 0;
  if (value instanceof Float) return value.value !== 0;
  if (value instanceof Undefined) return value.lenient ? false : refuse(value);
  if (value instanceof Instance) return value.truthy();
  if (typeof value === 'number') return value !== 0;
  if (isLazyDict(value)) return !isEmpty(value.keys());
  return Boolean(value);
}

function isEmpty(items: Iterable<unknown>): boolean {
  for (const _ of items) return false;
  return true;
}
