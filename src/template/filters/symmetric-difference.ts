import { required } from '../parameters.ts';
import { filter } from './filter.ts';
import { addedItems, MemberSet, membersOf } from './set-members.ts';

/** `a | symmetric_difference(b)`: the items that only one of them has, each once. */
export const symmetricDifferenceFilter = filter({ other: required }, (value, { other }) => {
  const [left, right] = [membersOf(value), membersOf(other)];
  return new MemberSet(addedItems(value, other)).items.filter((item) => !left.has(item) || !right.has(item));
});
