import { float } from '../../std/float.ts';
import { required } from '../parameters.ts';
import { integerArgument, numberArgument } from '../python/coerce.ts';
import { fixed } from '../python/format-spec.ts';
import {
  fromBigInt,
  type Integer,
  integerOf,
  isFloat,
  isIntegral,
  isNumber,
  numberOf,
  truncate,
} from '../python/number.ts';
import { parseFloatText, parseIntText } from '../python/parse-number.ts';
import { defined, failure, refuse } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Float, Undefined, type Value } from '../value.ts';
import { type Filter, filter } from './filter.ts';

/** Filters that make a number. */
export const numberFilters = {
  /** `x | int(default, base)`: the whole number; what is no number is the default. */
  int: filter(
    { default: 0, base: 10 },
    (given, args) => toInt(defined(given), integerArgument(args.base, '`base`')) ?? args.default,
  ),

  /** `x | float(default)`: the number as a float; what is no number is the default. */
  float: filter({ default: float(0) }, (given, args) => {
    const value = defined(given);
    if (isNumber(value)) return float(numberOf(value));
    const read = typeof value === 'string' ? parseFloatText(value) : undefined;
    return read === undefined ? args.default : float(read);
  }),

  /** `x | abs`: the number without its sign. */
  abs: filter(
    {},
    (value) => {
      if (!isNumber(value)) throw failure(`\`abs\` wants a number, and ${aTypeName(value)} was given`);
      if (value instanceof Float) return float(Math.abs(value.value));
      return typeof value === 'bigint' ? fromBigInt(value < 0n ? -value : value) : Math.abs(Number(value));
    },
    { missing: 'error' },
  ),

  /** `x | round(precision, method)`: `common` goes to the even neighbour from the middle, as Python's `round` does. */
  round: filter(
    { precision: 0, method: 'common' },
    (value, { precision, method }) => {
      // Python asks an undefined value for its `__round__` in one case and its product in the others.
      if (value instanceof Undefined && method !== 'common') refuse(value);
      if (!isNumber(value)) throw failure(`\`round\` wants a number, and ${aTypeName(value)} was given`);
      const digits = integerArgument(precision, '`precision`');
      const scale = 10 ** digits;
      if (method === 'ceil') return float(Math.ceil(numberOf(value) * scale) / scale);
      if (method === 'floor') return float(Math.floor(numberOf(value) * scale) / scale);
      if (method !== 'common') throw failure('the method of `round` is `common`, `ceil` or `floor`');
      return isIntegral(value) ? roundInteger(integerOf(value), digits) : float(roundFloat(numberOf(value), digits));
    },
    { missing: 'taken' },
  ),

  /** `x | pow(y)`: a power, always as a float. */
  pow: filter({ y: required }, (value, { y }) =>
    float(numberArgument(value, 'the value of `pow`') ** numberArgument(y, 'the power')),
  ),

  /** `x | root(base)`: its square root, or the root of another degree. */
  root: filter({ base: 2 }, (value, args) => {
    const number = numberArgument(value, 'the value of `root`');
    const degree = numberArgument(args.base, '`base`');
    if (degree === 0) throw failure('there is no root of degree 0');
    const root = degree === 2 ? Math.sqrt(number) : number ** (1 / degree);
    if (Number.isNaN(root)) throw failure(`there is no root of ${number}`);
    return float(root);
  }),

  /** `x | log(base)`: its logarithm, natural unless a base is given. */
  log: filter({ base: Math.E }, (value, args) => {
    const number = numberArgument(value, 'the value of `log`');
    const base = numberArgument(args.base, '`base`');
    if (number <= 0 || base <= 0 || base === 1) throw failure(`there is no logarithm of ${number} to the base ${base}`);
    if (base === 10) return float(Math.log10(number));
    return float(
      base === 2 ? Math.log2(number) : base === Math.E ? Math.log(number) : Math.log(number) / Math.log(base),
    );
  }),
} satisfies Readonly<Record<string, Filter>>;

function toInt(value: Value, base: number): Value | undefined {
  if (isIntegral(value)) return integerOf(value);
  if (isFloat(value)) return wholePart(numberOf(value));
  if (typeof value !== 'string') return undefined;
  return parseIntText(value, base) ?? wholePart(parseFloatText(value) ?? Number.NaN);
}

function wholePart(value: number): Value | undefined {
  return Number.isFinite(value) ? truncate(value) : undefined;
}

function roundFloat(value: number, digits: number): number {
  if (!Number.isFinite(value) || digits > 20) return value;
  if (digits < 0) return Number(roundInteger(BigInt(Math.round(value)), digits));
  const rounded = Number(fixed(Math.abs(value), digits));
  return value < 0 ? -rounded : rounded;
}

function roundInteger(value: Integer, digits: number): Integer {
  if (digits >= 0) return value;
  const unit = 10n ** BigInt(-digits);
  const whole = BigInt(value);
  const rest = ((whole % unit) + unit) % unit;
  const below = whole - rest;
  const up = rest * 2n > unit || (rest * 2n === unit && (below / unit) % 2n !== 0n);
  return fromBigInt(up ? below + unit : below);
}
