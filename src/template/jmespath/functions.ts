import { didYouMean } from '../../source/suggest.ts';
import { float } from '../../std/float.ts';
import { dumpJson } from '../json/dump.ts';
import { operate } from '../python/arithmetic.ts';
import { contains } from '../python/contains.ts';
import { textLength } from '../python/iterate.ts';
import { isNumber, numberOf, truncate } from '../python/number.ts';
import { parseFloatText, parseIntText } from '../python/parse-number.ts';
import { sorted } from '../python/sorted.ts';
import { failure } from '../refuse.ts';
import { type Dict, isDict, isFunction, isList, type Value } from '../value.ts';

type Reference = (item: Value) => Value;
type Argument = Value | Reference;

/** What an argument of a function may be, as the specification names it. */
type Kind =
  | 'any'
  | 'number'
  | 'string'
  | 'array'
  | 'object'
  | 'array-number'
  | 'array-string'
  | 'expression'
  | 'string|array'
  | 'string|array|object'
  | 'array-number|array-string';

interface QueryFunction {
  readonly takes: readonly Kind[];
  /** Takes the last kind any number of times. */
  readonly variadic?: boolean;
  readonly apply: (...args: never[]) => Value;
}

function typeOf(value: Argument): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (isFunction(value)) return 'expression';
  if (isList(value)) return 'array';
  return isNumber(value as Value) ? 'number' : 'object';
}

function fits(value: Argument, kind: Kind): boolean {
  return kind.split('|').some((one) => {
    const [type, inner] = one.split('-');
    if (type === 'any') return !isFunction(value);
    if (typeOf(value) !== type) return false;
    return inner === undefined || (value as Value[]).every((item) => typeOf(item) === inner);
  });
}

/** Calls a function of the specification (https://jmespath.org/specification.html#built-in-functions). */
export function callFunction(name: string, args: readonly Argument[]): Value {
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (found === undefined)
    throw failure(`JMESPath has no function \`${name}\``, didYouMean(name, Object.keys(functions)).help);
  const { takes, variadic = false, apply } = found;
  const enough = variadic ? args.length >= takes.length : args.length === takes.length;
  if (!enough) throw failure(`JMESPath's \`${name}\` takes ${takes.length} arguments, and ${args.length} were given`);
  args.forEach((argument, index) => {
    const kind = takes[Math.min(index, takes.length - 1)]!;
    if (!fits(argument, kind))
      throw failure(`JMESPath's \`${name}\` wants ${kind.replaceAll('|', ' or ')}, and ${typeOf(argument)} was given`);
  });
  return (apply as (...args: readonly Argument[]) => Value)(...args);
}

function total(items: Value[]): Value {
  return items.reduce((sum, item) => operate('+', sum, item), 0);
}

function byKey(items: Value[], key: Reference, name: string): readonly { item: Value; key: Value }[] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  const types = new Set(keyed.map((each) => typeOf(each.key)));
  if (types.size > 1 || (types.size === 1 && !types.has('number') && !types.has('string')))
    throw failure(`JMESPath's \`${name}\` wants keys that are all numbers or all strings`);
  return keyed;
}

function sortedBy(items: Value[], key: Reference, name: string): Value[] {
  byKey(items, key, name);
  return sorted(items, { key });
}

function lengthOf(value: Value): number {
  if (typeof value === 'string') return textLength(value);
  return isList(value) ? value.length : (value as Dict).size;
}

function toNumber(value: Value): Value {
  if (typeof value === 'string') {
    const read = parseIntText(value, 10) ?? parseFloatText(value);
    return read === undefined
      ? null
      : typeof read === 'number' && !/^[+-]?\d+$/.test(value.trim())
        ? float(read)
        : read;
  }
  return typeOf(value) === 'number' ? value : null;
}

const functions: Readonly<Record<string, QueryFunction>> = {
  abs: {
    takes: ['number'],
    apply: (value: Value) => (numberOf(value as number) < 0 ? operate('*', value, -1) : value),
  },
  avg: {
    takes: ['array-number'],
    apply: (items: Value[]) => (items.length === 0 ? null : operate('/', total(items), items.length)),
  },
  ceil: { takes: ['number'], apply: (value: number) => truncate(Math.ceil(numberOf(value))) },
  contains: {
    takes: ['string|array', 'any'],
    apply: (subject: Value, item: Value) =>
      typeof subject === 'string' && typeof item !== 'string' ? false : contains(subject, item),
  },
  ends_with: { takes: ['string', 'string'], apply: (text: string, end: string) => text.endsWith(end) },
  floor: { takes: ['number'], apply: (value: number) => truncate(Math.floor(numberOf(value))) },
  join: { takes: ['string', 'array-string'], apply: (separator: string, items: string[]) => items.join(separator) },
  keys: { takes: ['object'], apply: (dict: Dict) => (isDict(dict) ? [...dict.keys()] : []) },
  length: { takes: ['string|array|object'], apply: lengthOf },
  map: { takes: ['expression', 'array'], apply: (each: Reference, items: Value[]) => items.map(each) },
  max: { takes: ['array-number|array-string'], apply: (items: Value[]) => sorted(items, { reverse: true })[0] ?? null },
  max_by: {
    takes: ['array', 'expression'],
    apply: (items: Value[], key: Reference) =>
      sorted(sortedBy(items, key, 'max_by'), { key, reverse: true })[0] ?? null,
  },
  merge: {
    takes: ['object'],
    variadic: true,
    apply: (...dicts: Dict[]) => new Map(dicts.flatMap((dict) => [...dict])),
  },
  min: { takes: ['array-number|array-string'], apply: (items: Value[]) => sorted(items)[0] ?? null },
  min_by: {
    takes: ['array', 'expression'],
    apply: (items: Value[], key: Reference) => sortedBy(items, key, 'min_by')[0] ?? null,
  },
  not_null: {
    takes: ['any'],
    variadic: true,
    apply: (...values: Value[]) => values.find((value) => value !== null) ?? null,
  },
  reverse: {
    takes: ['string|array'],
    apply: (value: string | Value[]) =>
      typeof value === 'string' ? [...value].reverse().join('') : [...value].reverse(),
  },
  sort: { takes: ['array-number|array-string'], apply: (items: Value[]) => sorted(items) },
  sort_by: {
    takes: ['array', 'expression'],
    apply: (items: Value[], key: Reference) => sortedBy(items, key, 'sort_by'),
  },
  starts_with: { takes: ['string', 'string'], apply: (text: string, start: string) => text.startsWith(start) },
  sum: { takes: ['array-number'], apply: total },
  to_array: { takes: ['any'], apply: (value: Value) => (isList(value) ? value : [value]) },
  to_number: { takes: ['any'], apply: toNumber },
  to_string: {
    takes: ['any'],
    apply: (value: Value) => (typeof value === 'string' ? value : dumpJson(value, { separators: [',', ':'] })),
  },
  type: { takes: ['any'], apply: typeOf },
  values: { takes: ['object'], apply: (dict: Dict) => [...dict.values()] },
};
