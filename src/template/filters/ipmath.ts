import { requireIp } from '../ip/ask.ts';
import { required } from '../parameters.ts';
import { integerArgument } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { filter } from './filter.ts';

/** `address | ipmath(amount)`: the address that many further on. */
export const ipmathFilter = filter({ amount: required }, (value, { amount }) => {
  const ip = requireIp(value);
  const moved = ip.address + BigInt(integerArgument(amount, 'the amount'));
  if (moved < 0n || moved >> BigInt(ip.bits) > 0n)
    throw failure(`there is no address ${moved - ip.address} from \`${ip.ip}\``);
  return ip.format(moved);
});
