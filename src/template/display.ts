import { floatRepr } from './python/float-repr.ts';
import { isFloat, numberOf } from './python/number.ts';
import { reprString } from './python/string-repr.ts';
import { refuse } from './refuse.ts';
import { Float, Instance, isDict, isLazyDict, isList, Tuple, Undefined, type Value } from './value.ts';

/** A value as Python's `str()` shows it; a value that is not there is an error. */
export function display(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof Instance) return value.display();
  if (value instanceof Undefined) return value.lenient ? '' : refuse(value);
  return repr(value);
}

/** A value as Python's `repr()` shows it, which is how it looks inside of lists and dicts. */
export function repr(value: Value): string {
  if (value === null) return 'None';
  switch (typeof value) {
    case 'string':
      return reprString(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'bigint':
      return value.toString();
    case 'number':
      return Number.isInteger(value) ? integerText(value) : floatRepr(value);
    case 'function':
      return `<function ${value.name || 'anonymous'}>`;
    default:
      return reprObject(value);
  }
}

function integerText(value: number): string {
  return Number.isSafeInteger(value) ? String(value + 0) : BigInt(value).toString();
}

function reprObject(value: Exclude<Value, null>): string {
  if (isList(value)) return reprList(value);
  if (isDict(value)) return reprEntries(value);
  if (isLazyDict(value)) return reprEntries(lazyEntries(value));
  if (value instanceof Instance) return value.repr();
  if (value instanceof Undefined) return value.lenient ? 'Undefined' : refuse(value);
  return value instanceof Float || isFloat(value) ? floatRepr(numberOf(value)) : reprString(String(value));
}

function reprList(value: readonly Value[]): string {
  const items = value.map(repr).join(', ');
  if (!(value instanceof Tuple)) return `[${items}]`;
  return value.length === 1 ? `(${items},)` : `(${items})`;
}

function reprEntries(entries: Iterable<readonly [Value, Value]>): string {
  const shown: string[] = [];
  for (const [key, value] of entries) shown.push(`${repr(key)}: ${repr(value)}`);
  return `{${shown.join(', ')}}`;
}

function* lazyEntries(value: {
  keys(): Iterable<string>;
  get(key: string): Value | undefined;
}): Generator<[Value, Value]> {
  for (const key of value.keys()) yield [key, value.get(key) ?? null];
}
