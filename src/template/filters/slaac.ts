import { display } from '../display.ts';
import { readIp } from '../ip/ask.ts';
import { parseMac } from '../ip/mac.ts';
import { filter } from './filter.ts';

/** `network | slaac(mac)`: the address that a host with that hardware address gives itself (RFC 4862). */
export const slaacFilter = filter({ query: '' }, (value, { query }) => {
  const ip = readIp(value);
  const mac = parseMac(display(query));
  if (ip?.version !== 6 || mac === undefined) return false;
  const [high, low] = [mac >> 24n, mac & 0xffffffn];
  return ip.format(ip.network + (((high << 40n) + (0xfffen << 24n) + low) ^ (1n << 57n)));
});
