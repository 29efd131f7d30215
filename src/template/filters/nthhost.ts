import { readIp } from '../ip/ask.ts';
import { integerArgument } from '../python/coerce.ts';
import { filter } from './filter.ts';

/** `network | nthhost(n)`: that address of the network, `false` when it has fewer. */
export const nthhostFilter = filter({ query: '' }, (value, { query }) => {
  const ip = readIp(value);
  if (ip === undefined || query === '') return false;
  const index = BigInt(typeof query === 'string' ? query : integerArgument(query, 'the number of a host'));
  const offset = index < 0n ? index + ip.size : index;
  return offset >= 0n && offset < ip.size ? ip.format(ip.network + offset) : false;
});
