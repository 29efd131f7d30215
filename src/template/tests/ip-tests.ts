import { lookup } from 'node:dns';
import { display } from '../display.ts';
import { readIp } from '../ip/ask.ts';
import { parseMac } from '../ip/mac.ts';
import { type IpNetwork, prefixOfMask } from '../ip/network.ts';
import { isIn, isPrivate, isPublic } from '../ip/special.ts';
import { required } from '../parameters.ts';
import { listOf } from '../python/iterate.ts';
import { defined } from '../refuse.ts';
import { awaited } from '../settle.ts';
import type { Value } from '../value.ts';
import { property, type Test, test } from './test.ts';

function ipProperty(holds: (ip: IpNetwork) => boolean): Test {
  return property((value) => {
    const ip = readIp(defined(value));
    return ip !== undefined && holds(ip);
  });
}

/** `x is ip`: an address or network of either version. */
export const ipTest = ipProperty(() => true);
export const ipv4Test = ipProperty(({ version }) => version === 4);
export const ipv6Test = ipProperty(({ version }) => version === 6);

/** `x is ip_address`: without a prefix. */
export const ipAddressTest = ipProperty(({ hasPrefix }) => !hasPrefix);
export const ipv4AddressTest = ipProperty(({ version, hasPrefix }) => version === 4 && !hasPrefix);
export const ipv6AddressTest = ipProperty(({ version, hasPrefix }) => version === 6 && !hasPrefix);

/** `x is ipv4_netmask`: a mask with all its ones in front. */
export const ipv4NetmaskTest = ipProperty(
  ({ version, address, bits }) => version === 4 && prefixOfMask(address, bits) !== undefined,
);

/** `x is ipv4_hostmask`: a mask with all its zeros in front. */
export const ipv4HostmaskTest = ipProperty(
  ({ version, address, bits }) => version === 4 && prefixOfMask(~address & 0xffffffffn, bits) !== undefined,
);

export const ipv6Ipv4MappedTest = ipProperty((ip) => isIn('mapped', ip));
export const ipv6SixtofourTest = ipProperty((ip) => isIn('6to4', ip));
export const ipv6TeredoTest = ipProperty((ip) => isIn('teredo', ip));
export const loopbackTest = ipProperty((ip) => isIn('loopback', ip));
export const multicastTest = ipProperty((ip) => isIn('multicast', ip));
export const privateTest = ipProperty(isPrivate);
export const publicTest = ipProperty(isPublic);
export const reservedTest = ipProperty((ip) => isIn('reserved', ip));
export const unspecifiedTest = ipProperty(({ address }) => address === 0n);

/** `x is mac`: a hardware address. */
export const macTest = property((value) => parseMac(display(value)) !== undefined);

function isWithin(value: Value, network: Value): boolean {
  const [inner, outer] = [readIp(value), readIp(network)];
  return inner !== undefined && outer?.contains(inner) === true;
}

/** `x is in_network(network)`, and of which networks it is in some or exactly one. */
export const inNetworkTest = test({ network: required }, (value, { network }) => isWithin(value, network));
export const inAnyNetworkTest = test({ networks: required }, (value, { networks }) =>
  listOf(networks).some((network) => isWithin(value, network)),
);
export const inOneNetworkTest = test({ networks: required }, (value, { networks }) =>
  listOf(networks).some((network) => isWithin(value, network)),
);

/** `network is subnet_of(other)` and `supernet_of(other)`. */
export const subnetOfTest = test({ network: required }, (value, { network }) => isWithin(value, network));
export const supernetOfTest = test({ network: required }, (value, { network }) => isWithin(network, value));

/** `name is resolvable`: whether the controller finds an address for it. Waits. */
export const resolvableTest = property((value) => {
  const name = display(value);
  const [found] = awaited(JSON.stringify(['resolvable', name]), async () => [await resolves(name)]);
  return found === true;
});

function resolves(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    lookup(name, (error) => resolve(error === null));
  });
}
