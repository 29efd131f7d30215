import { display } from './display.ts';
import { numberOf } from './python/number.ts';
import { refuse } from './refuse.ts';
import { Float, Instance, isDict, isLazyDict, isList, Undefined, type Value } from './value.ts';

/** Plain data, the same again after `JSON.stringify` and `JSON.parse`. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Plain data in which floats of whole values (`1.0`) are still told from integers; {@link Float} has a `toJSON` of its own. */
export type Plain = null | boolean | number | string | Float | Plain[] | { [key: string]: Plain };

/**
 * A value as plain data, for results, events and reports. Keys become text, as JSON needs; whole numbers beyond 2^53 become numbers
 * that are near, `nan` and `inf` null; what JSON has no form for (a date, a function) becomes its text. A value that is not there is an
 * error.
 */
export function toJson(value: Value): Json {
  return convert(value, ({ value: number }) => number) as Json;
}

/** The same, for writers that show a float of a whole value as one. */
export function toPlain(value: Value): Plain {
  return convert(value, (float) => float);
}

function convert(value: Value, float: (value: Float) => Plain): Plain {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Float) return float(value);
  if (isList(value)) return Array.from(value, (item) => convert(item, float));
  if (isDict(value)) return fromEntries(value, float);
  if (isLazyDict(value)) return fromEntries(lazyEntries(value), float);
  if (value instanceof Undefined) return refuse(value);
  const items = value instanceof Instance ? value.iterate() : undefined;
  return items === undefined ? display(value) : Array.from(items, (item) => convert(item, float));
}

function fromEntries(entries: Iterable<readonly [Value, Value]>, float: (value: Float) => Plain): Plain {
  const plain: { [key: string]: Plain } = {};
  for (const [key, value] of entries) {
    // A key such as `__proto__` is a key like any other.
    Object.defineProperty(plain, jsonKey(key), {
      value: convert(value, float),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return plain;
}

function* lazyEntries(value: {
  keys(): Iterable<string>;
  get(key: string): Value | undefined;
}): Generator<[Value, Value]> {
  for (const key of value.keys()) yield [key, value.get(key) ?? null];
}

/** The key of a JSON object for a key of a dict, as Python's `json` writes it. */
export function jsonKey(key: Value): string {
  if (typeof key === 'string') return key;
  if (key === null) return 'null';
  if (typeof key === 'boolean') return String(key);
  return key instanceof Float ? display(numberOf(key) as Value) : display(key);
}
