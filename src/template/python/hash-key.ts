import { Float, isDict, isLazyDict, isList, Tuple, type Value } from '../value.ts';

/**
 * A text that two values share exactly when Python would find them to be the same key of a dict or member of a set (`1`, `1.0` and
 * `true` are); `undefined` for what has no such text, such as a list.
 */
export function hashKey(value: Value): string | undefined {
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'number' || typeof value === 'boolean') return numberKey(Number(value));
  if (typeof value === 'bigint') return `n${value}`;
  if (value === null) return 'null';
  if (value instanceof Float) return numberKey(value.value);
  return value instanceof Tuple ? tupleKey(value) : undefined;
}

function numberKey(value: number): string {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? `n${BigInt(value)}` : `n${value}`;
}

function tupleKey(tuple: Tuple): string | undefined {
  const keys: string[] = [];
  for (const item of tuple) {
    const key = hashKey(item);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return `t${JSON.stringify(keys)}`;
}

/** Whether Python refuses to use it as the key of a dict. */
export function isUnhashable(value: Value): boolean {
  if (value instanceof Tuple) return value.some(isUnhashable);
  return isList(value) || isDict(value) || isLazyDict(value);
}
