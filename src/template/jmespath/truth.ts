import { isDict, isList, type Value } from '../value.ts';

/** What counts as true in a query: all but nothing, `false` and what is empty; zero does. */
export function isTrue(value: Value): boolean {
  if (isList(value)) return value.length > 0;
  if (isDict(value)) return value.size > 0;
  return value !== null && value !== false && value !== '';
}
