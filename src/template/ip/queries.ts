import { fromBigInt } from '../python/number.ts';
import { failure } from '../refuse.ts';
import type { Value } from '../value.ts';
import { IpNetwork } from './network.ts';
import { isIn, isPrivate, isPublic } from './special.ts';
import { hexGroups } from './text.ts';

/** A question to `ipaddr`: `null` or `false` where the address does not fit it, as the reference has them. */
export type IpQuery = (ip: IpNetwork) => Value;

const when =
  (holds: (ip: IpNetwork) => boolean): IpQuery =>
  (ip) =>
    holds(ip) ? ip.toString() : null;

/** Only of addresses that were written with a prefix. */
function inNetwork(query: (ip: IpNetwork) => Value): IpQuery {
  return (ip) => {
    if (!ip.hasPrefix) throw failure(`\`${ip}\` stands in no network: it has no prefix`);
    return ip.size === 1n ? null : query(ip);
  };
}

/** Whether a network of more than two addresses is named, and not an address in it. */
function isWide(ip: IpNetwork): boolean {
  return ip.isNetwork && ip.size > 2n;
}

function address(ip: IpNetwork): Value {
  return isWide(ip) && ip.version === 4 ? null : ip.ip;
}

function gateway(ip: IpNetwork): Value {
  const isBroadcast = ip.version === 4 && ip.size > 2n && ip.address === ip.broadcast;
  return isWide(ip) || isBroadcast ? false : ip.cidr;
}

function host(ip: IpNetwork): Value {
  return isWide(ip) ? null : ip.cidr;
}

function withPrefix(show: (ip: IpNetwork) => string): IpQuery {
  return (ip) => (ip.size === 1n || isWide(ip) ? null : show(ip));
}

function neighbour(step: bigint): IpQuery {
  return inNetwork((ip) => {
    const next = ip.address + step;
    return next >= ip.firstUsable && next <= ip.lastUsable ? ip.format(next) : null;
  });
}

function peer(ip: IpNetwork): Value {
  if (ip.size === 2n) return ip.format(ip.address ^ 1n);
  const isEnd = ip.address === ip.network || ip.address === ip.broadcast;
  if (ip.size !== 4n || isEnd) throw failure(`\`${ip}\` is not an end of a point-to-point network`);
  return ip.format(ip.network + ip.broadcast - ip.address);
}

function reverseName(ip: IpNetwork): string {
  if (ip.version === 4) return `${ip.ip.split('.').reverse().join('.')}.in-addr.arpa.`;
  return `${[...hexGroups(ip.address).join('')].reverse().join('.')}.ip6.arpa.`;
}

function sixToFour(ip: IpNetwork): Value {
  if (ip.version === 6) return isIn('6to4', ip) ? ip.toString() : false;
  if (ip.isNetwork) return false;
  const hex = ip.address.toString(16).padStart(8, '0');
  return `2002:${hex.slice(0, 4)}:${hex.slice(4)}::1/48`;
}

function asIpv4(ip: IpNetwork): Value {
  if (ip.version === 4) return ip.toString();
  const embedded = (isIn('mapped', ip) || isIn('compatible', ip)) && ip.prefix >= 96;
  return embedded ? new IpNetwork(4, ip.address & 0xffffffffn, ip.prefix - 96).cidr : false;
}

function asIpv6(ip: IpNetwork): Value {
  return ip.version === 6 ? ip.toString() : new IpNetwork(6, (0xffffn << 32n) + ip.address, ip.prefix + 96).cidr;
}

function wrapped(ip: IpNetwork): string {
  if (ip.version === 4) return ip.toString();
  return `[${ip.ip}]${ip.hasPrefix ? `/${ip.prefix}` : ''}`;
}

const netmask: IpQuery = (ip) => ip.format(ip.netmask);
const hostmask: IpQuery = (ip) => ip.format(ip.hostmask);
const network: IpQuery = (ip) => ip.format(ip.network);
const networkCidr: IpQuery = (ip) => ip.networkCidr;
const loopback = when((ip) => isIn('loopback', ip));

/** The words that `ipaddr` takes, and what each asks. */
export const ipQueries: Readonly<Record<string, IpQuery>> = {
  '': (ip) => ip.toString(),
  '6to4': sixToFour,
  address,
  ip: address,
  'address/prefix': gateway,
  gateway,
  gw: gateway,
  'host/prefix': gateway,
  hostnet: gateway,
  router: gateway,
  host,
  'ip/prefix': withPrefix((ip) => ip.cidr),
  ip_netmask: withPrefix((ip) => `${ip.ip} ${ip.format(ip.netmask)}`),
  ip_wildcard: withPrefix((ip) => `${ip.ip} ${ip.format(ip.hostmask)}`),
  bool: () => true,
  broadcast: (ip) => (ip.size > 2n ? ip.format(ip.broadcast) : null),
  cidr: (ip) => ip.cidr,
  first_usable: inNetwork((ip) => ip.format(ip.firstUsable)),
  last_usable: inNetwork((ip) => ip.format(ip.lastUsable)),
  range_usable: inNetwork((ip) => `${ip.format(ip.firstUsable)}-${ip.format(ip.lastUsable)}`),
  next_usable: neighbour(1n),
  previous_usable: neighbour(-1n),
  hostmask,
  wildcard: hostmask,
  int: (ip) => (ip.hasPrefix ? `${ip.address}/${ip.prefix}` : fromBigInt(ip.address)),
  ipv4: asIpv4,
  v4: asIpv4,
  ipv6: asIpv6,
  v6: asIpv6,
  'link-local': when((ip) => isIn('link-local', ip)),
  lo: loopback,
  loopback,
  multicast: when((ip) => isIn('multicast', ip)),
  unicast: when((ip) => !isIn('multicast', ip)),
  private: when(isPrivate),
  public: when(isPublic),
  net: when((ip) => ip.isNetwork),
  netmask,
  network,
  network_id: network,
  'network/prefix': networkCidr,
  subnet: networkCidr,
  network_netmask: (ip) => `${ip.format(ip.network)} ${ip.format(ip.netmask)}`,
  network_wildcard: (ip) => `${ip.format(ip.network)} ${ip.format(ip.hostmask)}`,
  peer,
  prefix: (ip) => ip.prefix,
  revdns: reverseName,
  size: (ip) => fromBigInt(ip.size),
  size_usable: (ip) => fromBigInt(ip.size === 1n ? 0n : ip.lastUsable - ip.firstUsable + 1n),
  type: (ip) => (ip.isNetwork ? 'network' : 'address'),
  version: (ip) => ip.version,
  wrap: wrapped,
};
