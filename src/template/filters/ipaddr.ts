import { askIp } from '../ip/ask.ts';
import type { IpVersion } from '../ip/network.ts';
import type { Value } from '../value.ts';
import { filter } from './filter.ts';

/** `x | ipaddr(query)`: what the query asks of an address or network, `false` for what is none. */
export const ipaddrFilter = filter({ query: '', version: false, alias: 'ipaddr' }, (value, { query, version }) =>
  askIp(value, query, versionOf(version)),
);

function versionOf(version: Value): IpVersion | undefined {
  if (version === 4) return 4;
  return version === 6 ? 6 : undefined;
}
