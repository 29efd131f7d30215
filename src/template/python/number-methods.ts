import { float } from '../../std/float.ts';
import type { Callable, Float, Value } from '../value.ts';
import { isInt, numberOf } from './number.ts';

type Numeric = number | bigint | Float | boolean;

/** The attributes and methods of Python's numbers that templates have a use for. */
export function numberAttribute(self: Numeric, name: string): Value | undefined {
  switch (name) {
    case 'real':
      return typeof self === 'boolean' ? Number(self) : self;
    case 'imag':
      return isInt(self) || typeof self === 'boolean' ? 0 : float(0);
    case 'bit_length':
      return isInt(self) || typeof self === 'boolean' ? bitLength(self) : undefined;
    case 'is_integer':
      return isInt(self) || typeof self === 'boolean' ? undefined : () => Number.isInteger(numberOf(self));
    case 'numerator':
      return isInt(self) ? self : undefined;
    case 'denominator':
      return isInt(self) ? 1 : undefined;
    default:
      return undefined;
  }
}

function bitLength(self: number | bigint | boolean): Callable {
  return () => {
    const value = BigInt(self);
    return value === 0n ? 0 : (value < 0n ? -value : value).toString(2).length;
  };
}
