import { required } from '../parameters.ts';
import { listOf } from '../python/iterate.ts';
import { filter } from './filter.ts';
import { MemberSet } from './set-members.ts';

/** `a | union(b)`: the items of both, each once. */
export const unionFilter = filter(
  { other: required },
  (value, { other }) => new MemberSet([...listOf(value), ...listOf(other)]).items,
);
