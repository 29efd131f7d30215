import { isIPv4, isIPv6 } from 'node:net';

/** An address as a number. */
export interface ParsedIp {
  readonly version: 4 | 6;
  readonly address: bigint;
}

/** Reads an address of either version; `undefined` for any other text. */
export function parseIp(text: string): ParsedIp | undefined {
  if (isIPv4(text)) return { version: 4, address: parseIpv4(text) };
  return isIPv6(text) && !text.includes('%') ? { version: 6, address: parseIpv6(text) } : undefined;
}

function parseIpv4(text: string): bigint {
  return text.split('.').reduce((address, part) => address * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint {
  const plain = text.replace(/(?<![\d.])[\d.]+\.\d+$/, (ipv4) => {
    const address = parseIpv4(ipv4);
    return `${(address >> 16n).toString(16)}:${(address & 0xffffn).toString(16)}`;
  });
  const [head = '', tail] = plain.split('::');
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].reduce((address, group) => address * 65536n + BigInt(`0x${group}`), 0n);
}

function groups(text: string): string[] {
  return text === '' ? [] : text.split(':');
}

/** An address as text; version 6 by RFC 5952. */
export function formatIp(address: bigint, version: 4 | 6): string {
  return version === 4 ? formatIpv4(address) : formatIpv6(address);
}

function formatIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
}

function formatIpv6(address: bigint): string {
  if (address >> 32n === 0xffffn) return `::ffff:${formatIpv4(address & 0xffffffffn)}`;
  const hex = hexGroups(address).map((group) => group.replace(/^0+(?=.)/, ''));
  const longest = longestZeros(hex);
  if (longest.length < 2) return hex.join(':');
  return `${hex.slice(0, longest.start).join(':')}::${hex.slice(longest.start + longest.length).join(':')}`;
}

/** The eight groups of an address of version 6, four digits each. */
export function hexGroups(address: bigint): string[] {
  return address.toString(16).padStart(32, '0').match(/.{4}/g) ?? [];
}

function longestZeros(hex: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (let index = 0; index <= hex.length; index++) {
    if (hex[index] === '0') continue;
    if (index - start > best.length) best = { start, length: index - start };
    start = index + 1;
  }
  return best;
}
