import { integerArgument } from '../python/coerce.ts';
import { integerOf, isFloat, isIntegral, numberOf, truncate } from '../python/number.ts';
import { parseFloatText, parseIntText } from '../python/parse-number.ts';
import { defined } from '../refuse.ts';
import type { Value } from '../value.ts';
import { filter } from './filter.ts';

/** `x | int(default, base)`: the whole number; what is no number is the default. */
export const intFilter = filter(
  { default: 0, base: 10 },
  (given, args) => toInt(defined(given), integerArgument(args.base, '`base`')) ?? args.default,
);

function toInt(value: Value, base: number): Value | undefined {
  if (isIntegral(value)) return integerOf(value);
  if (isFloat(value)) return wholePart(numberOf(value));
  if (typeof value !== 'string') return undefined;
  return parseIntText(value, base) ?? wholePart(parseFloatText(value) ?? Number.NaN);
}

function wholePart(value: number): Value | undefined {
  return Number.isFinite(value) ? truncate(value) : undefined;
}
