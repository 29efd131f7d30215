import { hashKey, isUnhashable } from './python/hash-key.ts';
import { failure } from './refuse.ts';
import { aTypeName } from './type-name.ts';
import type { Dict, Value } from './value.ts';

/** The value under a key as Python finds it, where `1`, `1.0` and `true` are one key and equal tuples are too. */
export function dictGet(dict: Dict, key: Value): Value | undefined {
  const direct = dict.get(key);
  if (direct !== undefined || typeof key === 'string') return direct;
  const stored = storedKey(dict, key);
  return stored === undefined ? undefined : dict.get(stored);
}

/** The value under a key, or another when the dict has no such key. */
export function dictGetOr(dict: Dict, key: Value, fallback: Value): Value {
  const value = dictGet(dict, key);
  return value === undefined ? fallback : value;
}

/** Sets the value under a key, keeping the key that is there already when Python finds the two the same. */
export function dictSet(dict: Dict, key: Value, value: Value): void {
  if (typeof key === 'string' || dict.has(key)) dict.set(key, value);
  else if (isUnhashable(key)) throw failure(`${aTypeName(key)} cannot be the key of a dict`);
  else {
    const stored = storedKey(dict, key);
    dict.set(stored === undefined ? key : stored, value);
  }
}

/** Removes a key; says whether it was there. */
export function dictDelete(dict: Dict, key: Value): boolean {
  if (dict.delete(key)) return true;
  const stored = typeof key === 'string' ? undefined : storedKey(dict, key);
  return stored !== undefined && dict.delete(stored);
}

function storedKey(dict: Dict, key: Value): Value | undefined {
  const wanted = hashKey(key);
  if (wanted === undefined) return undefined;
  for (const candidate of dict.keys()) if (hashKey(candidate) === wanted) return candidate;
  return undefined;
}
