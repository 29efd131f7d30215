import { lookup } from 'node:dns';
import { display } from '../display.ts';
import { readIp } from '../ip/ask.ts';
import { parseMac } from '../ip/mac.ts';
import { type IpNetwork, prefixOfMask } from '../ip/network.ts';
import { isIn, isPrivate, isPublic } from '../ip/special.ts';
import { required } from '../parameters.ts';
import { iterate, listOf } from '../python/iterate.ts';
import { defined } from '../refuse.ts';
import { awaited } from '../settle.ts';
import type { Value } from '../value.ts';
import { property, type Test, test } from './test.ts';

/** Tests of addresses, networks, names and URLs. */
export const networkTests = {
  /** `x is ip`: an address or network of either version. */
  ip: ipProperty(() => true),

  ipv4: ipProperty(({ version }) => version === 4),

  ipv6: ipProperty(({ version }) => version === 6),

  /** `x is ip_address`: without a prefix. */
  ip_address: ipProperty(({ hasPrefix }) => !hasPrefix),

  ipv4_address: ipProperty(({ version, hasPrefix }) => version === 4 && !hasPrefix),

  ipv6_address: ipProperty(({ version, hasPrefix }) => version === 6 && !hasPrefix),

  /** `x is ipv4_netmask`: a mask with all its ones in front. */
  ipv4_netmask: ipProperty(({ version, address, bits }) => version === 4 && prefixOfMask(address, bits) !== undefined),

  /** `x is ipv4_hostmask`: a mask with all its zeros in front. */
  ipv4_hostmask: ipProperty(
    ({ version, address, bits }) => version === 4 && prefixOfMask(~address & 0xffffffffn, bits) !== undefined,
  ),

  ipv6_ipv4_mapped: ipProperty((ip) => isIn('mapped', ip)),

  ipv6_sixtofour: ipProperty((ip) => isIn('6to4', ip)),

  ipv6_teredo: ipProperty((ip) => isIn('teredo', ip)),

  loopback: ipProperty((ip) => isIn('loopback', ip)),

  multicast: ipProperty((ip) => isIn('multicast', ip)),

  private: ipProperty(isPrivate),

  public: ipProperty(isPublic),

  reserved: ipProperty((ip) => isIn('reserved', ip)),

  unspecified: ipProperty(({ address }) => address === 0n),

  /** `x is mac`: a hardware address. */
  mac: property((value) => parseMac(display(value)) !== undefined),

  /** `x is in_network(network)`, and of which networks it is in some or exactly one. */
  in_network: test({ network: required }, (value, { network }) => isWithin(value, network)),

  in_any_network: test({ networks: required }, (value, { networks }) =>
    listOf(networks).some((network) => isWithin(value, network)),
  ),

  in_one_network: test({ networks: required }, (value, { networks }) =>
    listOf(networks).some((network) => isWithin(value, network)),
  ),

  /** `network is subnet_of(other)` and `supernet_of(other)`. */
  subnet_of: test({ network: required }, (value, { network }) => isWithin(value, network)),

  supernet_of: test({ network: required }, (value, { network }) => isWithin(network, value)),

  /** `name is resolvable`: whether the controller finds an address for it. Waits. */
  resolvable: property((value) => {
    const name = display(value);
    const [found] = awaited(JSON.stringify(['resolvable', name]), async () => [await resolves(name)]);
    return found === true;
  }),

  /** `x is uri(schemes)`. */
  uri: test({ schemes: null }, (value, { schemes }) => {
    const parts = schemeOf(value);
    return parts !== undefined && allowed(parts.scheme, schemes);
  }),

  /** `x is url(schemes)`: a URI with a host. */
  url: test({ schemes: null }, (value, { schemes }) => {
    const parts = schemeOf(value);
    return (
      parts !== undefined && parts.scheme !== '' && /^\/\/[^/?#]/.test(parts.rest) && allowed(parts.scheme, schemes)
    );
  }),

  /** `x is urn`. */
  urn: test({}, (value) => schemeOf(value)?.scheme === 'urn' && /^[^:]+:./.test(schemeOf(value)?.rest ?? '')),
} satisfies Readonly<Record<string, Test>>;

function ipProperty(holds: (ip: IpNetwork) => boolean): Test {
  return property((value) => {
    const ip = readIp(defined(value));
    return ip !== undefined && holds(ip);
  });
}

function isWithin(value: Value, network: Value): boolean {
  const [inner, outer] = [readIp(value), readIp(network)];
  return inner !== undefined && outer?.contains(inner) === true;
}

function resolves(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    lookup(name, (error) => resolve(error === null));
  });
}

/** The scheme and what follows it; `undefined` for what is not a URI. */
function schemeOf(value: Value): { scheme: string; rest: string } | undefined {
  const [, scheme = '', rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?([\s\S]*)$/.exec(display(value)) ?? [];
  return { scheme: scheme.toLowerCase(), rest };
}

function allowed(scheme: string, schemes: Value): boolean {
  return schemes === null || [...iterate(schemes)].map(display).includes(scheme);
}
