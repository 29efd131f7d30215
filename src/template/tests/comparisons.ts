import { compare } from '../compare.ts';
import { equal } from '../equal.ts';
import { MemberSet } from '../filters/set-members.ts';
import { required } from '../parameters.ts';
import { operate } from '../python/arithmetic.ts';
import { contains } from '../python/contains.ts';
import { isUnhashable } from '../python/hash-key.ts';
import { iterate } from '../python/iterate.ts';
import { failure, refuse } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { Undefined, type Value } from '../value.ts';
import { property, type Test, test } from './test.ts';

/** `x is eq y`. */
const eqTest = test({ other: required }, (value, { other }) => equal(value, other));

/** `x is ne y`. */
const neTest = test({ other: required }, (value, { other }) => !equal(value, other));

/** `x is lt y`. */
const ltTest = test({ other: required }, (value, { other }) => compare(value, other, '<') < 0);

/** `x is le y`. */
const leTest = test({ other: required }, (value, { other }) => compare(value, other, '<=') <= 0);

/** `x is gt y`. */
const gtTest = test({ other: required }, (value, { other }) => compare(value, other, '>') > 0);

/** `x is ge y`. */
const geTest = test({ other: required }, (value, { other }) => compare(value, other, '>=') >= 0);

/** `a is subset(b)`: whether everything in the one is in the other. */
const subsetTest = test({ other: required }, (value, { other }) => isWithin(value, other));

/** `a is superset(b)`: the same, with the sides exchanged. */
const supersetTest = test({ other: required }, (value, { other }) => isWithin(other, value));

/** Tests that compare values, and look into lists. */
export const comparisonTests = {
  '==': eqTest,
  eq: eqTest,
  equalto: eqTest,

  '!=': neTest,
  ne: neTest,

  '<': ltTest,
  lessthan: ltTest,
  lt: ltTest,

  '<=': leTest,
  le: leTest,

  '>': gtTest,
  greaterthan: gtTest,
  gt: gtTest,

  '>=': geTest,
  ge: geTest,

  /** `x is even`. */
  even: property((value) => leaves(value, 2, 0)),

  /** `x is odd`. */
  odd: property((value) => leaves(value, 2, 1)),

  /** `x is divisibleby y`. */
  divisibleby: test({ num: required }, (value, { num }) => leaves(value, num, 0)),

  /** `x is in y`. */
  in: test({ seq: required }, (value, { seq }) => contains(seq, value)),

  /** `list is contains(x)`: `in` with the sides exchanged, for `selectattr`. */
  contains: test({ value: required }, (container, { value }) => contains(container, value)),

  issubset: subsetTest,
  subset: subsetTest,

  issuperset: supersetTest,
  superset: supersetTest,

  /** `items is all`: whether every item counts as true. */
  all: property((value) => [...iterate(value)].every(truthy)),

  /** `items is any`: whether some item counts as true. */
  any: property((value) => [...iterate(value)].some(truthy)),
} satisfies Readonly<Record<string, Test>>;

function leaves(value: Value, divisor: Value, rest: number): boolean {
  return equal(operate('%', value, divisor), rest);
}

function isWithin(inner: Value, outer: Value): boolean {
  const all = setOf(outer);
  return setOf(inner).items.every((item) => all.has(item));
}

function setOf(value: Value): MemberSet {
  const items = [...iterate(value)];
  for (const item of items) {
    if (item instanceof Undefined) refuse(item);
    if (isUnhashable(item)) throw failure(`${aTypeName(item)} cannot be the member of a set`);
  }
  return new MemberSet(items);
}
