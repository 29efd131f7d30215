import { formatIp, parseIp } from './text.ts';

/** The version of the Internet Protocol that an address belongs to. */
export type IpVersion = 4 | 6;

/** An address with the size of the network that it stands in; without a written prefix it is a network of its own. */
export class IpNetwork {
  readonly version: IpVersion;
  readonly address: bigint;
  readonly prefix: number;
  /** Whether a prefix or netmask was written. */
  readonly hasPrefix: boolean;

  constructor(version: IpVersion, address: bigint, prefix?: number) {
    this.version = version;
    this.address = address;
    this.prefix = prefix ?? bitsOf(version);
    this.hasPrefix = prefix !== undefined;
  }

  /** Reads `1.2.3.4`, `1.2.3.4/24`, `1.2.3.4/255.255.255.0` and their kin of version 6; `undefined` for any other text. */
  static parse(text: string): IpNetwork | undefined {
    const [written = '', mask, ...rest] = text.trim().split('/');
    const ip = parseIp(written);
    if (ip === undefined || rest.length > 0) return undefined;
    if (mask === undefined) return new IpNetwork(ip.version, ip.address);
    const prefix = parsePrefix(mask, ip.version);
    return prefix === undefined ? undefined : new IpNetwork(ip.version, ip.address, prefix);
  }

  get bits(): number {
    return bitsOf(this.version);
  }

  get size(): bigint {
    return 1n << BigInt(this.bits - this.prefix);
  }

  get network(): bigint {
    return this.address - (this.address % this.size);
  }

  get broadcast(): bigint {
    return this.network + this.size - 1n;
  }

  get hostmask(): bigint {
    return this.size - 1n;
  }

  get netmask(): bigint {
    return (1n << BigInt(this.bits)) - this.size;
  }

  /** Whether it names a network rather than an address in it. */
  get isNetwork(): boolean {
    return this.prefix < this.bits && this.address === this.network;
  }

  get firstUsable(): bigint {
    return this.size > 2n ? this.network + 1n : this.network;
  }

  get lastUsable(): bigint {
    return this.size > 2n ? this.broadcast - 1n : this.broadcast;
  }

  contains(other: IpNetwork): boolean {
    return this.version === other.version && this.network <= other.network && other.broadcast <= this.broadcast;
  }

  /** An address of the same version as text. */
  format(address: bigint): string {
    return formatIp(address, this.version);
  }

  /** The address alone. */
  get ip(): string {
    return this.format(this.address);
  }

  /** The address with its prefix. */
  get cidr(): string {
    return `${this.ip}/${this.prefix}`;
  }

  /** The network with its prefix. */
  get networkCidr(): string {
    return `${this.format(this.network)}/${this.prefix}`;
  }

  /** As it was written: with a prefix only when there was one. */
  toString(): string {
    return this.hasPrefix ? this.cidr : this.ip;
  }
}

/** The length of an address in bits. */
export function bitsOf(version: IpVersion): number {
  return version === 4 ? 32 : 128;
}

function parsePrefix(text: string, version: IpVersion): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= bitsOf(version) ? Number(text) : undefined;
  const mask = parseIp(text);
  if (mask?.version !== version) return undefined;
  return (
    prefixOfMask(mask.address, bitsOf(version)) ??
    prefixOfMask(~mask.address & ((1n << BigInt(bitsOf(version))) - 1n), bitsOf(version))
  );
}

/** The prefix of a netmask; `undefined` when its ones are not all in front. */
export function prefixOfMask(mask: bigint, bits: number): number | undefined {
  const ones = mask.toString(2).padStart(bits, '0');
  return /^1*0*$/.test(ones) ? ones.replaceAll('0', '').length : undefined;
}
