import { float } from '../../std/float.ts';
import { failure, refuse } from '../refuse.ts';
import type { BinaryOperator } from '../syntax/ast.ts';
import { aTypeName } from '../type-name.ts';
import { Float, Instance, isList, Tuple, Undefined, type Value } from '../value.ts';
import { fromBigInt, type Integer, integerOf, isIntegral, isNumber, numberOf } from './number.ts';
import { formatPercent } from './percent-format.ts';

type Numeric = number | bigint | Float | boolean;

/** The longest text or list that `*` makes, and the most bits of an integer power: beyond it is a mistake, not a wish. */
const mostItems = 50_000_000;
const mostBits = 1_000_000;

/** The result of Python's binary operator; types that it does not take together are an error. */
export function operate(operator: BinaryOperator, left: Value, right: Value): Value {
  // The commonest case first: two small integers.
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (left instanceof Undefined) return refuse(left);
  if (operator === '%' && typeof left === 'string') return formatPercent(left, right);
  if (right instanceof Undefined) return refuse(right);
  if (isNumber(left) && isNumber(right)) return operateNumbers(operator, left, right);
  const result =
    sequences(operator, left, right) ?? (left instanceof Instance ? left.operate(operator, right) : undefined);
  if (result !== undefined) return result;
  throw failure(
    `\`${operator}\` cannot take ${aTypeName(left)} and ${aTypeName(right)}`,
    hintFor(operator, left, right),
  );
}

function hintFor(operator: BinaryOperator, left: Value, right: Value): string | undefined {
  const text = typeof left === 'string' || typeof right === 'string';
  return operator === '+' && text
    ? 'join texts and other values with `~`, or convert with `| int` or `| string`'
    : undefined;
}

function sequences(operator: BinaryOperator, left: Value, right: Value): Value | undefined {
  if (operator === '+' && isList(left) && isList(right)) return concatenate(left, right);
  if (operator !== '*') return undefined;
  if (isIntegral(right)) return repeat(left, Number(integerOf(right)));
  return isIntegral(left) ? repeat(right, Number(integerOf(left))) : undefined;
}

function concatenate(left: Value[], right: Value[]): Value | undefined {
  if (left instanceof Tuple !== right instanceof Tuple) return undefined;
  return left instanceof Tuple ? Tuple.from([...left, ...right]) : [...left, ...right];
}

function repeat(value: Value, count: number): Value | undefined {
  const times = Math.max(0, count);
  if (typeof value !== 'string' && !isList(value)) return undefined;
  if (value.length * times > mostItems)
    throw failure(`\`*\` would make ${value.length * times} items, which is too many`);
  if (typeof value === 'string') return value.repeat(times);
  const items = Array.from({ length: times }, () => [...value]).flat(1);
  return value instanceof Tuple ? Tuple.from(items) : items;
}

function operateNumbers(operator: BinaryOperator, left: Numeric, right: Numeric): Value {
  if (isIntegral(left) && isIntegral(right)) return integers(operator, integerOf(left), integerOf(right));
  return float(floats(operator, numberOf(left), numberOf(right)));
}

function integers(operator: BinaryOperator, left: Integer, right: Integer): Value {
  if (right === 0 || right === 0n) {
    if (operator === '/' || operator === '//' || operator === '%') throw failure('division by zero');
  }
  switch (operator) {
    case '/':
      return float(Number(left) / Number(right));
    case '**':
      return integerPower(left, right);
    default:
      return smallIntegers(operator, left, right) ?? fromBigInt(bigIntegers(operator, BigInt(left), BigInt(right)));
  }
}

type Exact = Exclude<BinaryOperator, '/' | '**'>;

/** The result when both and it are exact as JavaScript's numbers. */
function smallIntegers(operator: Exact, left: Integer, right: Integer): number | undefined {
  if (typeof left === 'bigint' || typeof right === 'bigint') return undefined;
  const result = floats(operator, left, right);
  return Number.isSafeInteger(result) ? result + 0 : undefined;
}

function bigIntegers(operator: Exact, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '//':
      return floorDivide(left, right);
    case '%':
      return left - floorDivide(left, right) * right;
  }
}

function floorDivide(left: bigint, right: bigint): bigint {
  const quotient = left / right;
  return left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient;
}

function integerPower(base: Integer, exponent: Integer): Value {
  if (exponent < 0) {
    if (Number(base) === 0) throw failure('zero cannot be raised to a negative power');
    return float(Number(base) ** Number(exponent));
  }
  const small = Number(base) ** Number(exponent);
  if (Number.isSafeInteger(small)) return small;
  const bits = Number(exponent) * Math.log2(Math.abs(Number(base)) + 1);
  if (bits > mostBits) throw failure(`\`**\` would make a number of ${Math.ceil(bits)} bits, which is too many`);
  return fromBigInt(BigInt(base) ** BigInt(exponent));
}

function floats(operator: BinaryOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '**':
      return floatPower(left, right);
    default:
      return divide(operator, left, right);
  }
}

function floatPower(base: number, exponent: number): number {
  if (base === 0 && exponent < 0) throw failure('zero cannot be raised to a negative power');
  const result = base ** exponent;
  if (!Number.isFinite(result) && Number.isFinite(base) && Number.isFinite(exponent) && !Number.isNaN(result))
    throw failure('the result of `**` is beyond any float');
  if (Number.isNaN(result) && base < 0) throw failure('a root of a negative number is not a real number');
  return result;
}

function divide(operator: '/' | '//' | '%', left: number, right: number): number {
  if (right === 0) throw failure('division by zero');
  if (operator === '/') return left / right;
  const remainder = floorModulo(left, right);
  if (operator === '%') return remainder;
  return Math.round((left - remainder) / right);
}

/** The remainder that has the divisor's sign, as Python's `%` gives it. */
function floorModulo(left: number, right: number): number {
  const remainder = left % right;
  if (remainder !== 0 && remainder < 0 !== right < 0) return remainder + right;
  return remainder;
}

/** Python's unary minus or plus. */
export function sign(operator: '-' | '+', value: Value): Value {
  if (value instanceof Undefined) refuse(value);
  if (!isNumber(value)) throw failure(`\`${operator}\` cannot take ${aTypeName(value)}`);
  if (operator === '+') return typeof value === 'boolean' ? Number(value) : value;
  if (value instanceof Float) return float(-value.value);
  return typeof value === 'bigint' ? fromBigInt(-value) : 0 - Number(value);
}
