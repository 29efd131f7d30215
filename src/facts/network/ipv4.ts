import { IpNetwork, prefixOfMask } from '../../template/ip/network.ts';
import { parseIp } from '../../template/ip/text.ts';

/** A netmask in dotted form from a prefix length: `24` is `255.255.255.0`. */
export function netmask(prefix: number): string {
  const network = new IpNetwork(4, 0n, bitsOf(prefix));
  return network.format(network.netmask);
}

/** The address of the network that an address is in. */
export function networkOf(address: string, prefix: number): string {
  const network = networkAround(address, prefix);
  return network.format(network.network);
}

/** An address as the kernel writes it in `/proc/net/route`: eight hexadecimal digits, lowest byte first. */
export function fromHex(digits: string): string {
  const bytes = digits.match(/../g) ?? [];
  return bytes
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}

/** How many bits a dotted netmask sets; 0 for one whose ones are not all in front, which the kernel never writes. */
export function prefixOf(dottedMask: string): number {
  return prefixOfMask(numberOf(dottedMask), 32) ?? 0;
}

/** Whether an address is in a network. */
export function contains(network: string, prefix: number, address: string): boolean {
  return networkOf(address, prefix) === networkOf(network, prefix);
}

function networkAround(address: string, prefix: number): IpNetwork {
  return new IpNetwork(4, numberOf(address), bitsOf(prefix));
}

/** What a host has written as an address and is none counts as `0.0.0.0`. */
function numberOf(address: string): bigint {
  const parsed = parseIp(address);
  return parsed?.version === 4 ? parsed.address : 0n;
}

/** A prefix length that no address can have counts as none. */
function bitsOf(prefix: number): number {
  return Number.isInteger(prefix) && prefix >= 0 && prefix <= 32 ? prefix : 0;
}
