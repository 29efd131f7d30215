import { dictGet } from '../dict-get.ts';
import { equal } from '../equal.ts';
import { failure, refuse } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Instance, isDict, isLazyDict, isList, Undefined, type Value } from '../value.ts';

/** Python's `in`: a part of a text, an item of a list, a key of a dict. */
export function contains(container: Value, item: Value): boolean {
  if (isList(container)) return container.some((candidate) => candidate === item || equal(candidate, item));
  if (typeof container === 'string') return containsText(container, item);
  if (isDict(container)) return item instanceof Undefined ? refuse(item) : dictGet(container, item) !== undefined;
  if (isLazyDict(container)) return typeof item === 'string' && hasKey(container.keys(), item);
  if (container instanceof Undefined) return container.lenient ? false : refuse(container);
  const items = container instanceof Instance ? container.iterate() : undefined;
  if (items === undefined) throw failure(`\`in\` cannot look into ${aTypeName(container)}`);
  for (const candidate of items) if (equal(candidate, item)) return true;
  return false;
}

function containsText(container: string, item: Value): boolean {
  if (typeof item === 'string') return container.includes(item);
  if (item instanceof Undefined) refuse(item);
  throw failure(`\`in\` looks for a str in a str, and found ${aTypeName(item)}`);
}

function hasKey(keys: Iterable<string>, wanted: string): boolean {
  for (const key of keys) if (key === wanted) return true;
  return false;
}
