import { didYouMean } from '../../source/suggest.ts';
import { display } from '../display.ts';
import { isIntegral } from '../python/number.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { isList, type Value } from '../value.ts';
import { IpNetwork, type IpVersion } from './network.ts';
import { ipQueries } from './queries.ts';

/**
 * What `ipaddr` makes of a value: the answer to a query (a word, the number of an address, or a network that it must be in), `false` for
 * what is no address. Of a list, the answers of those that fit.
 */
export function askIp(value: Value, query: Value, version?: IpVersion): Value {
  if (isList(value)) return value.map((item) => askIp(item, query, version)).filter(truthy);
  if (value === null) throw failure('`ipaddr` wants an address, and a NoneType was given');
  const ip = readIp(value);
  if (ip === undefined || (version !== undefined && ip.version !== version)) return false;
  return answer(ip, query);
}

/** The address that a value is or stands for; `undefined` when it is none. */
export function readIp(value: Value): IpNetwork | undefined {
  if (typeof value === 'boolean') return undefined;
  const number = isIntegral(value)
    ? BigInt(value)
    : typeof value === 'string' && /^\d+$/.test(value)
      ? BigInt(value)
      : undefined;
  if (number !== undefined)
    return number < 0n || number >> 128n > 0n ? undefined : new IpNetwork(number >> 32n === 0n ? 4 : 6, number);
  return typeof value === 'string' ? IpNetwork.parse(value) : undefined;
}

/** The address that a value is; anything else is an error. */
export function requireIp(value: Value): IpNetwork {
  const ip = readIp(value);
  if (ip !== undefined) return ip;
  throw failure(
    typeof value === 'string'
      ? `\`${value}\` is not an address`
      : `an address is wanted, and ${aTypeName(value)} was given`,
  );
}

function answer(ip: IpNetwork, query: Value): Value {
  const word = display(query);
  const known = Object.hasOwn(ipQueries, word) ? ipQueries[word] : undefined;
  if (known !== undefined) return known(ip);
  if (/^-?\d+$/.test(word)) return nthAddress(ip, BigInt(word));
  const around = IpNetwork.parse(word);
  if (around !== undefined) return around.contains(ip) ? ip.toString() : null;
  const { help } = didYouMean(word, Object.keys(ipQueries));
  throw failure(`\`${word}\` is not a query of \`ipaddr\``, help);
}

function nthAddress(ip: IpNetwork, index: bigint): Value {
  if (ip.size === 1n) return ip.toString();
  const offset = index < 0n ? index + ip.size : index;
  if (offset < 0n || offset >= ip.size) return false;
  return `${ip.format(ip.network + offset)}/${ip.prefix}`;
}
