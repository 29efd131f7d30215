import { dictGet } from '../dict-get.ts';
import { equal } from '../equal.ts';
import { failure, refuse } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { type Dict, Instance, isDict, isLazyDict, isList, Undefined, type Value } from '../value.ts';
import { isUnhashable } from './hash-key.ts';

/** Python's `in`: a part of a text, an item of a list, a key of a dict. */
export function contains(container: Value, item: Value): boolean {
  if (isList(container)) return container.some((candidate) => candidate === item || equal(candidate, item));
  if (typeof container === 'string') return containsText(container, item);
  if (isDict(container)) return hasItem(container, item);
  if (isLazyDict(container)) return typeof item === 'string' && hasKey(container.keys(), item);
  if (container instanceof Undefined) return container.lenient ? false : refuse(container);
  const items = container instanceof Instance ? container.iterate() : undefined;
  if (items === undefined) throw failure(`\`in\` cannot look into ${aTypeName(container)}`);
  for (const candidate of items) if (equal(candidate, item)) return true;
  return false;
}

function hasItem(container: Dict, item: Value): boolean {
  if (item instanceof Undefined) return refuse(item);
  if (isUnhashable(item)) throw failure(`${aTypeName(item)} cannot be the key of a dict`);
  return dictGet(container, item) !== undefined;
}

function containsText(container: string, item: Value): boolean {
  if (typeof item === 'string') return container.includes(item);
  throw failure(`\`in\` looks for a str in a str, and found ${aTypeName(item)}`);
}

function hasKey(keys: Iterable<string>, wanted: string): boolean {
  for (const key of keys) if (key === wanted) return true;
  return false;
}
