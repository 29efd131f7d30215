import type { Entries } from '../entries.ts';
import { compressIpv6, kernelRoutes } from './kernel-addresses.ts';

/** The way out of the host: the interface, the gateway, and the address that connections come from where the kernel says so. */
export interface DefaultRoute {
  readonly device: string;
  readonly gateway?: string;
  readonly source?: string;
}

/** Asks the way to an address far away (public name servers'); nothing is sent there. */
export const defaultRoutesProbe = `
if have ip; then
  run ipv4-default ip -4 route get 8.8.8.8
  run ipv6-default ip -6 route get 2404:6800:400a:800::1012
fi`;

/** The IPv4 way out, by `ip route get` or by the kernel's table. */
export function ipv4Default(entries: Entries): DefaultRoute | undefined {
  const printed = parseRouteGet(entries.line('ipv4-default'));
  if (printed !== undefined) return printed;
  const [route] = kernelRoutes(entries)
    .filter(({ prefix, gateway }) => prefix === 0 && gateway !== '0.0.0.0')
    .sort((one, other) => one.metric - other.metric);
  return route && { device: route.device, gateway: route.gateway };
}

/** The IPv6 way out. */
export function ipv6Default(entries: Entries): DefaultRoute | undefined {
  const printed = parseRouteGet(entries.line('ipv6-default'));
  if (printed !== undefined) return printed;
  const routes = entries.lines('ipv6-routes').map((line) => line.trim().split(/\s+/));
  const route = routes.find(
    ([network = '', prefix, , , gateway = '']) => !/[^0]/.test(network) && prefix === '00' && /[^0]/.test(gateway),
  );
  const [device, gateway] = [route?.[9], route?.[4]];
  return device === undefined || gateway === undefined ? undefined : { device, gateway: compressIpv6(gateway) };
}

/** One line such as `8.8.8.8 via 10.0.0.1 dev eth0 src 10.0.0.2 uid 0`; `unreachable …` has no device that leads out. */
function parseRouteGet(line: string): DefaultRoute | undefined {
  const device = / dev (\S+)/.exec(line)?.[1];
  if (device === undefined || device === 'lo' || /^(unreachable|prohibit|blackhole)/.test(line)) return undefined;
  const [gateway, source] = [/ via (\S+)/.exec(line)?.[1], / src (\S+)/.exec(line)?.[1]];
  return { device, ...(gateway === undefined ? {} : { gateway }), ...(source === undefined ? {} : { source }) };
}
