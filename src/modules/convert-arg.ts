import { display } from '../template/display.ts';
import { asDict } from '../template/python/coerce.ts';
import { isInt, isIntegral, isNumber, numberOf } from '../template/python/number.ts';
import { isList, type Value } from '../template/value.ts';
import { splitPairs } from './free-form.ts';
import { parseMode } from './mode.ts';
import type { ArgType } from './module.ts';

/** An argument in the type that its module asks for, or what it must be instead, as in "must be …". */
export type Converted = { readonly value: Value } | { readonly wanted: string };

/** Brings an argument to the type that its module asks for, as Ansible does: `yes` is a boolean, `a,b` a list, `0644` a mode. */
export function convertArg(value: Value, type: ArgType): Converted {
  return converters[type](value);
}

const converters: Readonly<Record<ArgType, (value: Value) => Converted>> = {
  raw: (value) => ({ value }),
  str: (value) => ({ value: display(value) }),
  path: toPath,
  int: toInt,
  float: toFloat,
  bool: toBool,
  list: toList,
  dict: toDict,
  mode: toMode,
};

function toPath(value: Value): Converted {
  const text = display(value);
  return text.includes('\0') ? { wanted: 'a path without NUL bytes' } : { value: text };
}

function toInt(value: Value): Converted {
  if (isIntegral(value)) return { value: Number(value) };
  const text = typeof value === 'string' ? value.trim() : '';
  return /^[+-]?\d+$/.test(text) ? { value: Number(text) } : { wanted: 'an integer' };
}

function toFloat(value: Value): Converted {
  if (isNumber(value)) return { value: numberOf(value) };
  const text = typeof value === 'string' ? value.trim() : '';
  const number = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? { value: number } : { wanted: 'a number' };
}

const yes = new Set(['y', 'yes', 'on', '1', 'true', 't', '1.0']);
const no = new Set(['n', 'no', 'off', '0', 'false', 'f', '0.0']);

function toBool(value: Value): Converted {
  if (typeof value === 'boolean') return { value };
  const text = typeof value === 'string' || isNumber(value) ? display(value).trim().toLowerCase() : '';
  if (yes.has(text)) return { value: true };
  return no.has(text) ? { value: false } : { wanted: 'a boolean, such as `true` or `no`' };
}

function toList(value: Value): Converted {
  if (isList(value)) return { value };
  if (typeof value === 'string') return { value: value.split(',').map((item) => item.trim()) };
  return isNumber(value) ? { value: [display(value)] } : { wanted: 'a list' };
}

function toDict(value: Value): Converted {
  const dict = asDict(value);
  if (dict !== undefined) return { value: dict };
  if (typeof value !== 'string') return { wanted: 'a mapping' };
  const pairs = value.trim().startsWith('{') ? parseObject(value) : splitPairs(value.replaceAll(',', ' '));
  return pairs === undefined ? { wanted: 'a mapping' } : { value: pairs };
}

function parseObject(text: string): Map<Value, Value> | undefined {
  try {
    return fromJson(JSON.parse(text)) as Map<Value, Value>;
  } catch {
    return undefined;
  }
}

function fromJson(value: unknown): Value {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== 'object' || value === null) return value as Value;
  return new Map(Object.entries(value).map(([key, item]) => [key, fromJson(item)]));
}

/** An integer is a mode by its value: YAML has read `0644` as octal already, and `644` is the surprising `01204`. */
function toMode(value: Value): Converted {
  if (isInt(value)) return { value: `0${value.toString(8).padStart(3, '0')}` };
  const text = typeof value === 'string' ? value.trim() : undefined;
  const valid = text === 'preserve' || (text !== undefined && parseMode(text) !== undefined);
  return valid ? { value: text } : { wanted: 'a mode, such as `"0644"` or `u=rw,g=r`' };
}
