import { dictArgument } from '../python/coerce.ts';
import { sorted } from '../python/sorted.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { Tuple } from '../value.ts';
import { filter } from './filter.ts';
import { ignoreCase } from './ignore-case.ts';

/** `d | dictsort(case_sensitive, by, reverse)`: pairs of keys and values in the order of one of them. */
export const dictsortFilter = filter({ case_sensitive: false, by: 'key', reverse: false }, (value, args) => {
  const { by } = args;
  if (by !== 'key' && by !== 'value') throw failure('`by` of `dictsort` is `key` or `value`');
  const caseOf = truthy(args.case_sensitive) ? (part: Parameters<typeof ignoreCase>[0]) => part : ignoreCase;
  const pairs = [...dictArgument(value, 'the value of `dictsort`')].map((pair) => Tuple.from(pair));
  return sorted(pairs, { key: (pair) => caseOf(pair[by === 'key' ? 0 : 1]!), reverse: truthy(args.reverse) });
});
