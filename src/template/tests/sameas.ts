import { required } from '../parameters.ts';
import { isFloat, numberOf } from '../python/number.ts';
import { test } from './test.ts';

/** `x is sameas y`: whether they are one object, not only equal. */
export const sameasTest = test({ other: required }, (value, { other }) => {
  if (isFloat(value) && isFloat(other)) return numberOf(value) === numberOf(other);
  return value === other;
});
