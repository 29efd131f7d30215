import { float } from '../../std/float.ts';
import { integerArgument } from '../python/coerce.ts';
import { fixed } from '../python/format-spec.ts';
import { fromBigInt, type Integer, integerOf, isIntegral, isNumber, numberOf } from '../python/number.ts';
import { failure, refuse } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Undefined } from '../value.ts';
import { filter } from './filter.ts';

/** `x | round(precision, method)`: `common` goes to the even neighbour from the middle, as Python's `round` does. */
export const roundFilter = filter(
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
);

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
