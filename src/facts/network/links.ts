import type { Plain } from '../../template/to-json.ts';
import type { Entries } from '../entries.ts';
import { lastPart, parseFileTable, parseLinks } from '../file-table.ts';

const FILES = [
  ...['address', 'mtu', 'type', 'flags', 'operstate', 'speed', 'bridge/bridge_id', 'bridge/stp_state'],
  ...[
    'bonding/slaves',
    'bonding/mode',
    'bonding/miimon',
    'bonding/lacp_rate',
    'bonding/primary',
    'bonding/all_slaves_active',
  ],
];

/** Prints what the kernel knows of network interfaces. */
export const linksProbe = `
if cd /sys/class/net; then
  run link-names ls
  run links grep -s '' ${FILES.map((file) => `*/${file}`).join(' ')} /dev/null
  run link-devices ls -ld */device */device/driver/module
  run bridge-ports ls -d */brif/*
  cd /
fi`;

/** ARPHRD types (linux/if_arp.h) by the words of Ansible; any other is `unknown`. */
const types: Readonly<Record<string, string>> = {
  ...{ '1': 'ether', '32': 'infiniband', '512': 'ppp', '772': 'loopback', '65534': 'tunnel' },
};
const PROMISCUOUS = 0x100;

/** Everything but the addresses of each interface, by its name. */
export function links(entries: Entries): Map<string, Record<string, Plain>> {
  const files = parseFileTable(entries.lines('links'));
  const devices = parseLinks(entries.lines('link-devices'));
  const ports = entries.lines('bridge-ports').map((path) => path.split('/'));
  const names = entries.lines('link-names').filter((name) => files.has(`${name}/mtu`));
  return new Map(
    names.map((name) => {
      const read = (file: string) => files.get(`${name}/${file}`)?.trim() || undefined;
      const bridged = ports.filter(([bridge]) => bridge === name).map(([, , port = '']) => port);
      const hardware = {
        ...given('module', last(devices.get(`${name}/device/driver/module`))),
        ...given('pciid', last(devices.get(`${name}/device`))),
      };
      return [name, { ...common(name, read), ...hardware, ...bridge(read, bridged), ...bonding(read) }];
    }),
  );
}

type Read = (file: string) => string | undefined;

function common(name: string, read: Read): Record<string, Plain> {
  const mac = read('address');
  const speed = read('speed');
  return {
    device: name,
    mtu: Number(read('mtu')),
    active: read('operstate') !== 'down',
    type: types[read('type') ?? ''] ?? 'unknown',
    promisc: (Number(read('flags')) & PROMISCUOUS) !== 0,
    ...given('macaddress', mac === '00:00:00:00:00:00' ? undefined : mac),
    ...(speed === undefined ? {} : { speed: Number(speed) }),
  };
}

function bridge(read: Read, ports: string[]): Record<string, Plain> {
  const id = read('bridge/bridge_id');
  return id === undefined ? {} : { type: 'bridge', id, interfaces: ports, stp: read('bridge/stp_state') === '1' };
}

function bonding(read: Read): Record<string, Plain> {
  const mode = read('bonding/mode');
  if (mode === undefined) return {};
  const firstWord = (file: string) => read(file)?.split(' ')[0];
  return {
    type: 'bonding',
    mode: firstWord('bonding/mode') ?? '',
    slaves: read('bonding/slaves')?.split(' ') ?? [],
    ...given('miimon', read('bonding/miimon')),
    ...given('lacp_rate', firstWord('bonding/lacp_rate')),
    ...given('primary', read('bonding/primary')),
    all_slaves_active: read('bonding/all_slaves_active') === '1',
  };
}

function given(name: string, value: string | undefined): Record<string, Plain> {
  return value === undefined ? {} : { [name]: value };
}

function last(path: string | undefined): string | undefined {
  return path === undefined ? undefined : lastPart(path);
}
