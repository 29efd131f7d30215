const BITS = 32;

/** A netmask in dotted form from a prefix length: `24` is `255.255.255.0`. */
export function netmask(prefix: number): string {
  return dotted(mask(prefix));
}

/** The address of the network that an address is in. */
export function networkOf(address: string, prefix: number): string {
  return dotted(toNumber(address) & mask(prefix));
}

/** An address as the kernel writes it in `/proc/net/route`: eight hexadecimal digits, lowest byte first. */
export function fromHex(digits: string): string {
  const bytes = digits.match(/../g) ?? [];
  return bytes
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}

/** How many bits a dotted netmask sets. */
export function prefixOf(dottedMask: string): number {
  return toNumber(dottedMask).toString(2).replaceAll('0', '').length;
}

/** Whether an address is in a network. */
export function contains(network: string, prefix: number, address: string): boolean {
  return networkOf(address, prefix) === networkOf(network, prefix);
}

function mask(prefix: number): number {
  return prefix === 0 ? 0 : (0xffffffff << (BITS - prefix)) >>> 0;
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

function dotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.');
}
