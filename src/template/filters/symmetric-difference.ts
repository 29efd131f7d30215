import { required } from '../parameters.ts';
import { filter } from './filter.ts';
import { membersOf } from './set-members.ts';

/** `a | symmetric_difference(b)`: the items that only one of them has, each once. */
export const symmetricDifferenceFilter = filter({ other: required }, (value, { other }) => {
  const [left, right] = [membersOf(value), membersOf(other)];
  return [...left.without(right), ...right.without(left)];
});
