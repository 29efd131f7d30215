import type { Plain } from '../../template/to-json.ts';
import type { Entries } from '../entries.ts';
import type { Fact, Facts } from '../fact.ts';
import type { Address } from './address.ts';
import { type DefaultRoute, defaultRoutesProbe, ipv4Default, ipv6Default } from './default-routes.ts';
import { parseIpAddresses } from './ip-addresses.ts';
import { contains, netmask, networkOf } from './ipv4.ts';
import { kernelAddresses, kernelAddressesProbe } from './kernel-addresses.ts';
import { links, linksProbe } from './links.ts';

/** Network interfaces with their addresses, each also as a fact of its own name, and the way out of the host. */
export const network: Fact = {
  probes: [linksProbe, 'if have ip; then run ip-addr ip addr; fi', kernelAddressesProbe, defaultRoutesProbe],

  parse(entries) {
    const addresses = entries.has('ip-addr') ? parseIpAddresses(entries.lines('ip-addr')) : kernelAddresses(entries);
    const byName = interfaces(entries, addresses);
    const list = (family: 4 | 6, isLoopback: (address: string) => boolean) =>
      addresses.filter((one) => one.family === family && !isLoopback(one.address)).map(({ address }) => address);
    return {
      interfaces: [...byName.keys()],
      ...Object.fromEntries([...byName].map(([name, facts]) => [factName(name), facts])),
      all_ipv4_addresses: list(4, (address) => address.startsWith('127.')),
      all_ipv6_addresses: list(6, (address) => address === '::1'),
      default_ipv4: defaultFact(ipv4Default(entries), { family: 4, addresses, byName }),
      default_ipv6: defaultFact(ipv6Default(entries), { family: 6, addresses, byName }),
    };
  },
};

/** An interface's name as part of a variable's; the dot of a VLAN's stays. */
function factName(name: string): string {
  return name.replace(/[-:]/g, '_');
}

type ByName = Map<string, Record<string, Plain>>;

function interfaces(entries: Entries, addresses: readonly Address[]): ByName {
  const byName: ByName = links(entries);
  for (const address of addresses.filter(({ device }) => device !== '')) {
    // An alias, such as `eth0:1`, stands beside its interface and has an address only.
    const name = address.label === address.device ? address.device : address.label.replaceAll(':', '_');
    const facts = byName.get(name) ?? {};
    byName.set(name, { ...facts, ...addressFacts(address, facts) });
  }
  return byName;
}

function addressFacts(one: Address, facts: Record<string, Plain>): Record<string, Plain> {
  const { address, prefix, scope } = one;
  if (one.family === 6) {
    const before = Array.isArray(facts.ipv6) ? facts.ipv6 : [];
    return { ipv6: [...before, { address, prefix: String(prefix), scope }] };
  }
  if (facts.ipv4 === undefined) return { ipv4: ipv4Facts(one) };
  const before = Array.isArray(facts.ipv4_secondaries) ? facts.ipv4_secondaries : [];
  return { ipv4_secondaries: [...before, ipv4Facts(one)] };
}

function ipv4Facts({ address, prefix, broadcast }: Address): Record<string, Plain> {
  return { address, broadcast, netmask: netmask(prefix), network: networkOf(address, prefix), prefix: String(prefix) };
}

interface Known {
  readonly family: 4 | 6;
  readonly addresses: readonly Address[];
  readonly byName: ByName;
}

/** Empty when there is no way out. */
function defaultFact(route: DefaultRoute | undefined, { family, addresses, byName }: Known): Facts {
  if (route === undefined) return {};
  const own = addresses.filter((one) => one.family === family && one.device === route.device);
  const used = own.find((one) => isUsed(one, route)) ?? own.find(({ scope }) => scope === 'global') ?? own[0];
  const { macaddress, mtu, type } = byName.get(route.device) ?? {};
  const shared = { interface: route.device, ...defined({ gateway: route.gateway, macaddress, mtu, type }) };
  if (used === undefined) return shared;
  if (family === 4) return { ...shared, alias: used.label, ...ipv4Facts(used) };
  return { ...shared, address: used.address, prefix: String(used.prefix), scope: used.scope };
}

/** Where the kernel does not name the address that connections come from, it is the one beside the gateway's. */
function isUsed({ family, address, prefix }: Address, { source, gateway }: DefaultRoute): boolean {
  if (source !== undefined || gateway === undefined) return address === source;
  return family === 4 && contains(gateway, prefix, address);
}

function defined(values: Readonly<Record<string, Plain | undefined>>): Record<string, Plain> {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}
