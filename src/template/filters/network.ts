import { display } from '../display.ts';
import { askIp, readIp, requireIp } from '../ip/ask.ts';
import { formatMac, parseMac } from '../ip/mac.ts';
import { IpNetwork, type IpVersion } from '../ip/network.ts';
import { required } from '../parameters.ts';
import { integerArgument } from '../python/coerce.ts';
import { listOf } from '../python/iterate.ts';
import { fromBigInt } from '../python/number.ts';
import { failure } from '../refuse.ts';
import { isList, type Value } from '../value.ts';
import { type Filter, filter } from './filter.ts';

/** Filters for addresses and networks. */
export const networkFilters = {
  /** `x | ipaddr(query)`: what the query asks of an address or network, `false` for what is none. */
  ipaddr: filter({ query: '', version: false, alias: 'ipaddr' }, (value, { query, version }) =>
    askIp(value, query, versionOf(version)),
  ),

  /** `x | ipv4(query)`: like `ipaddr`, and only of version 4. */
  ipv4: filter({ query: '' }, (value, { query }) => askIp(value, query, 4)),

  /** `x | ipv6(query)`: like `ipaddr`, and only of version 6. */
  ipv6: filter({ query: '' }, (value, { query }) => askIp(value, query, 6)),

  /** `x | ipwrap(query)`: addresses of version 6 in brackets, as URLs want them; anything else as it is. */
  ipwrap: filter({ query: '' }, (value, { query }) =>
    isList(value) ? value.map((item) => wrap(item, query)) : wrap(value, query),
  ),

  /** `address | ipmath(amount)`: the address that many further on. */
  ipmath: filter({ amount: required }, (value, { amount }) => {
    const ip = requireIp(value);
    const moved = ip.address + BigInt(integerArgument(amount, 'the amount'));
    if (moved < 0n || moved >> BigInt(ip.bits) > 0n)
      throw failure(`there is no address ${moved - ip.address} from \`${ip.ip}\``);
    return ip.format(moved);
  }),

  /**
   * `network | ipsubnet(prefix, index)`: how many subnets of that size it has, or one of them; of an address, the network of that size
   * around it; with a network for the prefix, its rank in that network.
   */
  ipsubnet: filter({ query: '', index: null }, (value, { query, index }) => {
    const ip = readIp(value);
    if (ip === undefined) return false;
    if (query === '') return ip.networkCidr;
    const word = display(query);
    const position = index === null ? undefined : readIndex(index);
    if (/^\d+$/.test(word))
      return ip.size === 1n ? around(ip, Number(word), position) : within(ip, Number(word), position);
    const outer = IpNetwork.parse(word);
    if (outer === undefined) throw failure(`\`${word}\` is neither a prefix nor a network`);
    return outer.contains(ip) ? String((ip.network - outer.network) / ip.size + 1n) : false;
  }),

  /** `network | nthhost(n)`: that address of the network, `false` when it has fewer. */
  nthhost: filter({ query: '' }, (value, { query }) => {
    const ip = readIp(value);
    if (ip === undefined || query === '') return false;
    const index = BigInt(typeof query === 'string' ? query : integerArgument(query, 'the number of a host'));
    const offset = index < 0n ? index + ip.size : index;
    return offset >= 0n && offset < ip.size ? ip.format(ip.network + offset) : false;
  }),

  /** `address/prefix | next_nth_usable(n)`: the address that many further on, if a host can have it. */
  next_nth_usable: nthUsable(1n),

  /** `address/prefix | previous_nth_usable(n)`: the address that many before, if a host can have it. */
  previous_nth_usable: nthUsable(-1n),

  /** `network | network_in_network(other)`: whether the other is all inside of it. */
  network_in_network: filter({ test: required }, (value, { test }) =>
    asNetwork(requireIp(value)).contains(requireIp(test)),
  ),

  /** `network | network_in_usable(address)`: whether the address is one that a host of the network can have. */
  network_in_usable: filter({ test: required }, (value, { test }) => {
    const network = requireIp(value);
    const inner = requireIp(test);
    const inside = inner.network >= network.firstUsable && inner.broadcast <= network.lastUsable;
    return inner.version === network.version && inside;
  }),

  /** `addresses | reduce_on_network(network)`: those that are in it. */
  reduce_on_network: filter({ network: required }, (value, { network }) => {
    const around = asNetwork(requireIp(network));
    return listOf(value).filter((item) => {
      const ip = readIp(display(item));
      return ip !== undefined && around.contains(ip);
    });
  }),

  /** `networks | cidr_merge(action)`: the fewest networks that cover the same addresses, or with `span` the one that covers all. */
  cidr_merge: filter({ action: 'merge' }, (value, { action }) => {
    const networks = listOf(value).map((item) => asNetwork(requireIp(item)));
    if (action === 'merge') return merge(networks).map((network) => network.cidr);
    if (action !== 'span')
      throw failure(`\`action\` of \`cidr_merge\` is \`merge\` or \`span\`, and \`${display(action)}\` was given`);
    if (networks.length === 0) return null;
    return networks.length === 1 ? networks[0]!.cidr : span(networks).cidr;
  }),

  /** `network | slaac(mac)`: the address that a host with that hardware address gives itself (RFC 4862). */
  slaac: filter({ query: '' }, (value, { query }) => {
    const ip = readIp(value);
    const mac = parseMac(display(query));
    if (ip?.version !== 6 || mac === undefined) return false;
    const [high, low] = [mac >> 24n, mac & 0xffffffn];
    return ip.format(ip.network + (((high << 40n) + (0xfffen << 24n) + low) ^ (1n << 57n)));
  }),

  /** `mac | hwaddr(style)`: a hardware address in a style, nothing for what is none. */
  hwaddr: hardwareAddress(null),

  /** `mac | macaddr(style)`: the same, and `false` for what is none. */
  macaddr: hardwareAddress(false),
} satisfies Readonly<Record<string, Filter>>;

function versionOf(version: Value): IpVersion | undefined {
  if (version === 4) return 4;
  return version === 6 ? 6 : undefined;
}

function wrap(value: Value, query: Value): Value {
  const asked = readIp(value) === undefined ? false : askIp(value, query);
  return asked === false || asked === null ? value : askIp(asked, 'wrap');
}

function readIndex(index: Value): bigint {
  if (/^-?\d+$/.test(display(index))) return BigInt(display(index));
  throw failure(`the index of \`ipsubnet\` must be an int, and \`${display(index)}\` was given`);
}

function within(ip: IpNetwork, prefix: number, index: bigint | undefined): Value {
  const fits = prefix >= ip.prefix && prefix <= ip.bits;
  if (!fits && index !== undefined) return false;
  if (!fits) throw failure(`\`${ip.networkCidr}\` has no subnets of prefix ${prefix}`);
  const count = 1n << BigInt(prefix - ip.prefix);
  if (index === undefined) return String(count);
  const at = index < 0n ? index + count : index;
  if (at < 0n || at >= count) return false;
  const size = 1n << BigInt(ip.bits - prefix);
  return new IpNetwork(ip.version, ip.network + at * size, prefix).cidr;
}

/** The networks around an address, the widest (of the prefix that is asked for) first. */
function around(ip: IpNetwork, prefix: number, index: bigint | undefined): Value {
  if (prefix > ip.bits)
    throw failure(`a prefix of version ${ip.version} is at most ${ip.bits}, and ${prefix} was given`);
  const count = ip.bits - prefix;
  const at = Number(index ?? 0n);
  const wanted = prefix + (at < 0 ? at + count : at);
  if (wanted < prefix || wanted > ip.bits) return false;
  return new IpNetwork(ip.version, ip.address, wanted).networkCidr;
}

function nthUsable(direction: bigint): Filter {
  return filter({ offset: required }, (value, { offset }): Value => {
    const ip = requireIp(value);
    const moved = ip.address + direction * BigInt(integerArgument(offset, 'the offset'));
    const usable = ip.size > 1n && moved >= ip.firstUsable && moved <= ip.lastUsable;
    return usable ? ip.format(moved) : null;
  });
}

function asNetwork({ version, network, prefix }: IpNetwork): IpNetwork {
  return new IpNetwork(version, network, prefix);
}

function merge(networks: readonly IpNetwork[]): IpNetwork[] {
  const ordered = [...networks].sort(
    (a, b) => a.version - b.version || compareBig(a.network, b.network) || a.prefix - b.prefix,
  );
  const merged: IpNetwork[] = [];
  for (const network of ordered) {
    if (merged.at(-1)?.contains(network)) continue;
    merged.push(network);
    joinLast(merged);
  }
  return merged;
}

/** Joins the last two networks as long as they are the halves of one. */
function joinLast(merged: IpNetwork[]): void {
  while (merged.length > 1) {
    const [first, second] = [merged.at(-2)!, merged.at(-1)!];
    const whole = new IpNetwork(first.version, first.network, Math.max(0, first.prefix - 1));
    const halves = first.version === second.version && first.prefix === second.prefix && first.prefix > 0;
    if (!halves || whole.network !== first.network || first.broadcast + 1n !== second.network) return;
    merged.splice(-2, 2, whole);
  }
}

function span(networks: readonly IpNetwork[]): IpNetwork {
  const [first] = networks;
  if (networks.some(({ version }) => version !== first!.version))
    throw failure('`cidr_merge` spans only addresses of one version');
  const lowest = networks.map(({ network }) => network).sort(compareBig)[0]!;
  const highest = networks
    .map(({ broadcast }) => broadcast)
    .sort(compareBig)
    .at(-1)!;
  let around = new IpNetwork(first!.version, lowest, first!.bits);
  while (around.broadcast < highest) around = new IpNetwork(around.version, around.network, around.prefix - 1);
  return new IpNetwork(around.version, around.network, around.prefix);
}

function compareBig(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const hardwareStyles: Readonly<Record<string, (mac: bigint, written: string) => Value>> = {
  '': (_mac, written) => written,
  bare: (mac) => formatMac(mac, 12, '').toUpperCase(),
  bool: () => true,
  int: (mac) => fromBigInt(mac),
  cisco: (mac) => formatMac(mac, 4, '.'),
  eui48: (mac) => formatMac(mac, 2, '-').toUpperCase(),
  win: (mac) => formatMac(mac, 2, '-').toUpperCase(),
  linux: (mac) => formatMac(mac, 2, ':'),
  unix: (mac) => shortened(formatMac(mac, 2, ':')),
  pgsql: (mac) => formatMac(mac, 6, ':'),
  postgresql: (mac) => formatMac(mac, 6, ':'),
  psql: (mac) => formatMac(mac, 6, ':'),
};

function shortened(mac: string): string {
  return mac.replace(/(^|:)0/g, '$1');
}

function hardwareAddress(otherwise: Value): Filter {
  return filter({ query: '' }, (value, { query }) => {
    const word = display(query);
    const show = Object.hasOwn(hardwareStyles, word) ? hardwareStyles[word] : undefined;
    if (show === undefined)
      throw failure(
        `\`${word}\` is not a style of a hardware address`,
        `use one of \`${Object.keys(hardwareStyles).slice(1).join('`, `')}\``,
      );
    const written = display(value);
    const mac = parseMac(written);
    return mac === undefined ? otherwise : show(mac, written);
  });
}
