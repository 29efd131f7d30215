import { display } from '../display.ts';
import { readIp, requireIp } from '../ip/ask.ts';
import { IpNetwork } from '../ip/network.ts';
import { required } from '../parameters.ts';
import { listOf } from '../python/iterate.ts';
import { filter } from './filter.ts';

/** `network | network_in_network(other)`: whether the other is all inside of it. */
export const networkInNetworkFilter = filter({ test: required }, (value, { test }) =>
  asNetwork(requireIp(value)).contains(requireIp(test)),
);

/** `network | network_in_usable(address)`: whether the address is one that a host of the network can have. */
export const networkInUsableFilter = filter({ test: required }, (value, { test }) => {
  const network = requireIp(value);
  const inner = requireIp(test);
  const inside = inner.network >= network.firstUsable && inner.broadcast <= network.lastUsable;
  return inner.version === network.version && inside;
});

/** `addresses | reduce_on_network(network)`: those that are in it. */
export const reduceOnNetworkFilter = filter({ network: required }, (value, { network }) => {
  const around = asNetwork(requireIp(network));
  return listOf(value).filter((item) => {
    const ip = readIp(display(item));
    return ip !== undefined && around.contains(ip);
  });
});

function asNetwork({ version, network, prefix }: IpNetwork): IpNetwork {
  return new IpNetwork(version, network, prefix);
}
