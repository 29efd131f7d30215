import { failure } from '../refuse.ts';
import { floatRepr } from './float-repr.ts';

/** How a number is to be shown: what `%` formats and `format()` have in common. */
export interface NumberStyle {
  readonly type: string;
  readonly precision: number | undefined;
  /** Keep a decimal point and trailing zeros, or the prefix of the base. */
  readonly alternate: boolean;
}

/** The digits of a float without its sign, in one of Python's styles `e E f F g G %`. */
export function floatDigits(value: number, { type, precision = 6, alternate }: NumberStyle): string {
  const magnitude = Math.abs(value);
  if (!Number.isFinite(magnitude)) return caseOf(type, Number.isNaN(magnitude) ? 'nan' : 'inf');
  switch (type) {
    case '%':
      return `${fixed(magnitude * 100, precision)}%`;
    case 'f':
    case 'F':
      return fixed(magnitude, precision) + (alternate && precision === 0 ? '.' : '');
    case 'e':
    case 'E':
      return caseOf(type, twoDigitExponent(exponential(magnitude, precision)));
    default:
      return caseOf(type, general(magnitude, precision, alternate));
  }
}

function caseOf(type: string, digits: string): string {
  return type === type.toUpperCase() && type !== '%' ? digits.toUpperCase() : digits;
}

/** `toFixed` for any magnitude and precision; an exact tie goes to the even digit as in C's printf, not to the larger. */
export function fixed(magnitude: number, precision: number): string {
  if (precision > 99) return `${fixed(magnitude, 99)}${'0'.repeat(precision - 99)}`;
  if (magnitude >= 1e21) return BigInt(magnitude).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
  const rounded = magnitude.toFixed(precision);
  if (!magnitude.toFixed(precision + 1).endsWith('5')) return rounded;
  const exact = magnitude.toFixed(100);
  const end = exact.indexOf('.') + (precision === 0 ? 0 : precision + 1);
  const isTie = /^\.?50*$/.test(exact.slice(end));
  const below = exact.slice(0, end);
  return isTie && Number(below.at(-1)) % 2 === 0 ? below : rounded;
}

function exponential(magnitude: number, precision: number): string {
  return magnitude.toExponential(Math.min(precision, 100));
}

function twoDigitExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function general(magnitude: number, precision: number, alternate: boolean): string {
  const significant = Math.max(1, precision);
  const scientific = exponential(magnitude, significant - 1);
  const exponent = magnitude === 0 ? 0 : Number(scientific.split('e')[1]);
  const long = exponent < -4 || exponent >= significant;
  const digits = long ? scientific : fixed(magnitude, Math.max(0, significant - 1 - exponent));
  return twoDigitExponent(alternate ? digits : withoutTrailingZeros(digits));
}

function withoutTrailingZeros(digits: string): string {
  return digits.replace(/(\.\d*?)0+(?=e|$)/, '$1').replace(/\.(?=e|$)/, '');
}

/** A float in the style that `format()` uses without a type: like `repr`, or like `g` with a digit after the point. */
export function plainFloat(value: number, precision: number | undefined): string {
  if (precision === undefined) return floatRepr(Math.abs(value));
  const digits = floatDigits(value, { type: 'g', precision, alternate: false });
  return /[.enf]/.test(digits) ? digits : `${digits}.0`;
}

const bases: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, '0b'],
  o: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
};

/** The digits of an integer without its sign in base `b`, `o`, `x`, `X` or ten, and the prefix that `#` asks for. */
export function integerDigits(value: number | bigint, type: string): { digits: string; prefix: string } {
  const magnitude = value < 0 ? -BigInt(value) : BigInt(value);
  const [base, prefix] = bases[type] ?? [10, ''];
  const digits = magnitude.toString(base);
  return { digits: type === 'X' ? digits.toUpperCase() : digits, prefix };
}

/** Digits in groups from the right: `1,234,567`. What follows the whole digits stays as it is. */
export function grouped(digits: string, separator: string, size: number): string {
  const [, whole = '', rest = ''] = /^([0-9a-fA-F]*)(.*)$/s.exec(digits) ?? [];
  if (separator === '' || size < 1) throw failure('a group of digits needs a separator');
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= size) groups.unshift(whole.slice(Math.max(0, end - size), end));
  return groups.join(separator) + rest;
}
