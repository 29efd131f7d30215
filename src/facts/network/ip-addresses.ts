import type { Address } from './address.ts';

const interfaceLine = /^\d+: ([^:@]+)[@:]/;
const addressLine = /^\s+inet(6?) (\S+)(.*)$/s;

/** Addresses that `ip addr` prints, that of iproute2 or of busybox, in its order. */
export function parseIpAddresses(lines: readonly string[]): Address[] {
  const found: Address[] = [];
  let device = '';
  for (const line of lines) {
    device = interfaceLine.exec(line)?.[1] ?? device;
    const [, six, written = '', rest = ''] = addressLine.exec(line) ?? [];
    if (six !== undefined) found.push(parseAddress(device, { family: six === '6' ? 6 : 4, written, rest }));
  }
  return found;
}

interface Written {
  readonly family: 4 | 6;
  readonly written: string;
  readonly rest: string;
}

/** `rest` is as in `brd 10.0.0.255 scope global secondary eth0:1`; on a tunnel `written` is bare and the prefix stands behind the peer. */
function parseAddress(device: string, { family, written, rest }: Written): Address {
  const [address = '', prefix] = written.split('/');
  const peerPrefix = /^ peer \S+\/(\d+)/.exec(rest)?.[1];
  return {
    family,
    device,
    label: family === 4 ? (rest.trim().split(/\s+/).at(-1) ?? device) : device,
    address,
    prefix: Number(prefix ?? peerPrefix ?? (family === 4 ? 32 : 128)),
    broadcast: / brd (\S+)/.exec(rest)?.[1] ?? '',
    scope: / scope (\S+)/.exec(rest)?.[1] ?? 'global',
    secondary: / secondary\b/.test(rest),
  };
}
