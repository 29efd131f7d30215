import { float } from '../../std/float.ts';
import { fromBigInt, isNumber } from '../python/number.ts';
import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Float } from '../value.ts';
import { filter } from './filter.ts';

/** `x | abs`: the number without its sign. */
export const absFilter = filter(
  {},
  (value) => {
    if (!isNumber(value)) throw failure(`\`abs\` wants a number, and ${aTypeName(value)} was given`);
    if (value instanceof Float) return float(Math.abs(value.value));
    return typeof value === 'bigint' ? fromBigInt(value < 0n ? -value : value) : Math.abs(Number(value));
  },
  { missing: 'error' },
);
