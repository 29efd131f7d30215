import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { isIterable } from '../python/iterate.ts';
import { isFloat, isInt, isNumber, numberOf } from '../python/number.ts';
import { Range } from '../python/range.ts';
import { defined, refuse } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { Instance, isDict, isFunction, isLazyDict, isList, Omit, Undefined, type Value } from '../value.ts';
import { property, type Test, test } from './test.ts';

/** `x is nan`: whether it is the number that is none. */
const nanTest = property((value) => {
  if (value instanceof Undefined) refuse(value);
  return isNumber(value) && Number.isNaN(numberOf(value));
});

/** Tests of what a value is. */
export const valueTests = {
  /** `x is defined`. */
  defined: property((value) => !(value instanceof Undefined)),

  /** `x is undefined`. */
  undefined: property((value) => value instanceof Undefined),

  /** `x is none`. */
  none: property((value) => value === null),

  /** `x is boolean`. */
  boolean: property((value) => typeof value === 'boolean'),

  /** `x is true`: the boolean itself. */
  true: property((value) => value === true),

  /** `x is false`: the boolean itself. */
  false: property((value) => value === false),

  /** `x is truthy(convert_bool)`: whether it counts as true; with `convert_bool` words such as `no` count for what they say. */
  truthy: test({ convert_bool: false }, (value, { convert_bool }) => isTrue(value, truthy(convert_bool))),

  /** `x is falsy(convert_bool)`: the opposite. */
  falsy: test({ convert_bool: false }, (value, { convert_bool }) => !isTrue(value, truthy(convert_bool))),

  /** `x is string`. As in the reference `omit` is one: roles ask for that before they compare with it. */
  string: property((value) => typeof value === 'string' || value instanceof Omit),

  /** `x is number`: booleans are, as in Python. */
  number: property(isNumber),

  /** `x is integer`: booleans are not. */
  integer: property(isInt),

  /** `x is float`. */
  float: property(isFloat),

  isnan: nanTest,
  nan: nanTest,

  /** `x is mapping`: whether it is a dict. */
  mapping: property((value) => isDict(value) || isLazyDict(value)),

  /** `x is sequence`: whether it has a length and items; texts and dicts do. */
  sequence: property(
    (value) =>
      isList(value) || typeof value === 'string' || isDict(value) || isLazyDict(value) || value instanceof Range,
  ),

  /** `x is iterable`: whether a loop can go through it. */
  iterable: property((value) => {
    if (value instanceof Undefined && !value.lenient) refuse(value);
    return value instanceof Undefined || isIterable(value);
  }),

  /** `x is callable`. */
  callable: property(
    (value) =>
      isFunction(value) || value instanceof Undefined || (value instanceof Instance && value.call !== undefined),
  ),

  /** `x is sameas y`: whether they are one object, not only equal. */
  sameas: test({ other: required }, (value, { other }) => {
    if (isFloat(value) && isFloat(other)) return numberOf(value) === numberOf(other);
    return value === other;
  }),

  /** `x is escaped`: no text is marked as escaped here. */
  escaped: property(() => false),

  /** As a filter has it, `select('vault_encrypted')`: no value is, as vaulted text is opened when it is used. */
  vault_encrypted: property(() => false),

  /** `name is filter`: whether there is a filter of that name. */
  filter: test({}, (value, _args, evaluation) => evaluation.knows('filter', display(value))),

  /** `name is test`: whether there is a test of that name. */
  test: test({}, (value, _args, evaluation) => evaluation.knows('test', display(value))),
} satisfies Readonly<Record<string, Test>>;

const trueWords = new Set(['y', 'yes', 'on', '1', 'true', 't']);
const falseWords = new Set(['n', 'no', 'off', '0', 'false', 'f']);

function isTrue(value: Value, byWord: boolean): boolean {
  const word = byWord && typeof defined(value) === 'string' ? String(value).toLowerCase().trim() : undefined;
  if (word !== undefined && trueWords.has(word)) return true;
  return word !== undefined && falseWords.has(word) ? false : truthy(value);
}
