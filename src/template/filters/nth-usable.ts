import { requireIp } from '../ip/ask.ts';
import { required } from '../parameters.ts';
import { integerArgument } from '../python/coerce.ts';
import type { Value } from '../value.ts';
import { type Filter, filter } from './filter.ts';

function nthUsable(direction: bigint): Filter {
  return filter({ offset: required }, (value, { offset }): Value => {
    const ip = requireIp(value);
    const moved = ip.address + direction * BigInt(integerArgument(offset, 'the offset'));
    const usable = ip.size > 1n && moved >= ip.firstUsable && moved <= ip.lastUsable;
    return usable ? ip.format(moved) : null;
  });
}

/** `address/prefix | next_nth_usable(n)`: the address that many further on, if a host can have it. */
export const nextNthUsableFilter = nthUsable(1n);

/** `address/prefix | previous_nth_usable(n)`: the address that many before, if a host can have it. */
export const previousNthUsableFilter = nthUsable(-1n);
