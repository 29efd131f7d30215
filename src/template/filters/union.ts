import { required } from '../parameters.ts';
import { filter } from './filter.ts';
import { addedItems, MemberSet } from './set-members.ts';

/** `a | union(b)`: the items of both, each once. */
export const unionFilter = filter(
  { other: required },
  (value, { other }) => new MemberSet(addedItems(value, other)).items,
);
