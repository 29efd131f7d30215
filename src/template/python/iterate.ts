import { failure, refuse } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Instance, isDict, isLazyDict, isList, Undefined, type Value } from '../value.ts';

/** The items that Python's `for` would go over: characters, items, keys. Anything else is an error. */
export function iterate(value: Value): Iterable<Value> {
  if (isList(value) || typeof value === 'string') return value;
  if (isDict(value) || isLazyDict(value)) return value.keys();
  const items = value instanceof Instance ? value.iterate() : undefined;
  if (items !== undefined) return items;
  if (value instanceof Undefined) return value.lenient ? [] : refuse(value);
  throw failure(`${aTypeName(value)} cannot be iterated over`);
}

/** The items of {@link iterate} as a list of their own, or the list itself. */
export function listOf(value: Value): readonly Value[] {
  return isList(value) ? value : [...iterate(value)];
}

/** Whether {@link iterate} would succeed. */
export function isIterable(value: Value): boolean {
  if (isList(value) || typeof value === 'string' || isDict(value) || isLazyDict(value)) return true;
  return value instanceof Instance && value.iterate() !== undefined;
}

const surrogate = /[\ud800-\udfff]/;

/** The number of characters as Python counts them, by code points. */
export function textLength(text: string): number {
  return surrogate.test(text) ? [...text].length : text.length;
}

/** The characters of a text with astral ones whole, or the text itself when indices into it are the same. */
export function characters(text: string): string | string[] {
  return surrogate.test(text) ? [...text] : text;
}

/** Python's `len()`; `undefined` when the value has none. */
export function lengthOf(value: Value): number | undefined {
  if (typeof value === 'string') return textLength(value);
  if (isList(value)) return value.length;
  if (isDict(value)) return value.size;
  if (isLazyDict(value)) return [...value.keys()].length;
  if (value instanceof Instance) return value.length;
  if (value instanceof Undefined) return value.lenient ? 0 : refuse(value);
  return undefined;
}
