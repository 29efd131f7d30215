import { formatIp } from '../../template/ip/text.ts';
import type { Entries } from '../entries.ts';
import type { Address } from './address.ts';
import { contains, fromHex, networkOf, prefixOf } from './ipv4.ts';

/** What a host without `ip` is asked for. */
export const kernelAddressesProbe = `
if ! have ip; then
  show fib-trie /proc/net/fib_trie
  show ipv4-routes /proc/net/route
  show ipv6-addresses /proc/net/if_inet6
  show ipv6-routes /proc/net/ipv6_route
fi`;

/** A line of `/proc/net/route`. */
export interface Route {
  readonly device: string;
  readonly network: string;
  readonly gateway: string;
  readonly prefix: number;
  readonly metric: number;
}

/** The kernel's IPv4 routes. */
export function kernelRoutes(entries: Entries): Route[] {
  return entries
    .lines('ipv4-routes')
    .slice(1)
    .map((line) => {
      const [device = '', destination = '', gateway = '', , , , metric, mask = ''] = line.split(/\s+/);
      const prefix = prefixOf(fromHex(mask));
      return { device, network: fromHex(destination), gateway: fromHex(gateway), prefix, metric: Number(metric) };
    });
}

/**
 * Addresses from the kernel's own tables. IPv4 addresses stand there without an interface: each is given to the one whose network it is
 * in, and its prefix is that network's; one of no such network, as of a tunnel, keeps an empty name of its interface.
 */
export function kernelAddresses(entries: Entries): Address[] {
  return [...ipv4Addresses(entries), ...ipv6Addresses(entries)];
}

function ipv4Addresses(entries: Entries): Address[] {
  const lines = entries.lines('fib-trie');
  const local = lines.flatMap((line, index) =>
    /\/32 host LOCAL/.test(line) ? (/\|-- (\S+)/.exec(lines[index - 1] ?? '')?.[1] ?? []) : [],
  );
  const routes = kernelRoutes(entries).filter(({ prefix }) => prefix > 0);
  return [...new Set(local)].map((address) => {
    if (address.startsWith('127.')) return ipv4('lo', address, 8);
    const [route] = routes
      .filter(({ network, prefix, gateway }) => gateway === '0.0.0.0' && contains(network, prefix, address))
      .sort((one, other) => other.prefix - one.prefix);
    return route === undefined ? ipv4('', address, 32) : ipv4(route.device, address, route.prefix);
  });
}

function ipv4(device: string, address: string, prefix: number): Address {
  const broadcast = prefix >= 31 || device === 'lo' ? '' : lastAddress(networkOf(address, prefix), prefix);
  return { family: 4, device, label: device, address, prefix, broadcast, scope: 'global', secondary: false };
}

function lastAddress(network: string, prefix: number): string {
  return network
    .split('.')
    .map((byte, index) => Number(byte) | (0xff >> Math.min(8, Math.max(0, prefix - 8 * index))))
    .join('.');
}

const scopes: Readonly<Record<string, string>> = { '00': 'global', '10': 'host', '20': 'link', '40': 'site' };

function ipv6Addresses(entries: Entries): Address[] {
  return entries.lines('ipv6-addresses').map((line) => {
    const [digits = '', , prefix = '', scope = '', , device = ''] = line.trim().split(/\s+/);
    const written = { device, label: device, prefix: Number.parseInt(prefix, 16), scope: scopes[scope] ?? 'global' };
    return { family: 6, ...written, address: compressIpv6(digits), broadcast: '', secondary: false };
  });
}

/** An IPv6 address of 32 hexadecimal digits in its short form (RFC 5952); what is no such address stays as it is. */
export function compressIpv6(digits: string): string {
  return /^[0-9a-f]{32}$/i.test(digits) ? formatIp(BigInt(`0x${digits}`), 6) : digits;
}
