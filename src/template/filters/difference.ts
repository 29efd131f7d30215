import { required } from '../parameters.ts';
import { filter } from './filter.ts';
import { membersOf } from './set-members.ts';

/** `a | difference(b)`: the items of the one that the other has not, each once. */
export const differenceFilter = filter({ other: required }, (value, { other }) =>
  membersOf(value).without(membersOf(other)),
);
