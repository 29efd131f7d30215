import { display } from '../display.ts';
import { readIp } from '../ip/ask.ts';
import { IpNetwork } from '../ip/network.ts';
import { failure } from '../refuse.ts';
import type { Value } from '../value.ts';
import { filter } from './filter.ts';

/**
 * `network | ipsubnet(prefix, index)`: how many subnets of that size it has, or one of them; of an address, the network of that size
 * around it; with a network for the prefix, its rank in that network.
 */
export const ipsubnetFilter = filter({ query: '', index: null }, (value, { query, index }) => {
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
});

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
