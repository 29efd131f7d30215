import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Instance, isList, type Value } from '../value.ts';
import { characters } from './iterate.ts';
import { isIntegral } from './number.ts';

/** The bounds of `[lower:upper:step]`; `null` where none is written. */
export interface Bounds {
  readonly lower: Value;
  readonly upper: Value;
  readonly step: Value;
}

/** Python's `value[lower:upper:step]` of a text, a list, a tuple or a range. */
export function slice(value: Value, bounds: Bounds): Value {
  if (typeof value === 'string') {
    const items = characters(value);
    return pick(items.length, bounds, (index) => items[index]!).join('');
  }
  if (isList(value)) {
    const picked = pick(value.length, bounds, (index) => value[index]!);
    return value.slice(0, 0).concat(picked);
  }
  if (value instanceof Instance) {
    const items = [...(value.iterate() ?? [])];
    if (value.length !== undefined) return pick(items.length, bounds, (index) => items[index]!);
  }
  throw failure(`${aTypeName(value)} cannot be sliced`);
}

function pick<T>(length: number, bounds: Bounds, at: (index: number) => T): T[] {
  const step = bounds.step === null ? 1 : integer(bounds.step);
  if (step === 0) throw failure('the step of a slice cannot be zero');
  const picked: T[] = [];
  if (step > 0) {
    const end = clamp(bounds.upper, length, { low: 0, high: length, default: length });
    const start = clamp(bounds.lower, length, { low: 0, high: length, default: 0 });
    for (let index = start; index < end; index += step) picked.push(at(index));
  } else {
    const end = clamp(bounds.upper, length, { low: -1, high: length - 1, default: -1 });
    const start = clamp(bounds.lower, length, { low: -1, high: length - 1, default: length - 1 });
    for (let index = start; index > end; index += step) picked.push(at(index));
  }
  return picked;
}

function clamp(bound: Value, length: number, range: { low: number; high: number; default: number }): number {
  if (bound === null) return range.default;
  const written = integer(bound);
  const index = written < 0 ? written + length : written;
  return Math.min(Math.max(index, range.low), range.high);
}

function integer(value: Value): number {
  if (!isIntegral(value)) throw failure(`the bounds of a slice are ints, and ${aTypeName(value)} was given`);
  return Number(value);
}
