import { MemberSet } from '../filters/set-members.ts';
import { required } from '../parameters.ts';
import { isUnhashable } from '../python/hash-key.ts';
import { iterate } from '../python/iterate.ts';
import { failure, refuse } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Undefined, type Value } from '../value.ts';
import { test } from './test.ts';

/** `a is subset(b)`: whether everything in the one is in the other. */
export const subsetTest = test({ other: required }, (value, { other }) => isWithin(value, other));

/** `a is superset(b)`: the same, with the sides exchanged. */
export const supersetTest = test({ other: required }, (value, { other }) => isWithin(other, value));

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
