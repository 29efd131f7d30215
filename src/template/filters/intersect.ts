import { required } from '../parameters.ts';
import { filter } from './filter.ts';
import { membersOf } from './set-members.ts';

/** `a | intersect(b)`: the items that both have, each once. */
export const intersectFilter = filter({ other: required }, (value, { other }) =>
  membersOf(value).within(membersOf(other)),
);
