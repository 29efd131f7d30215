import { globToRegExp } from '../../std/glob.ts';
import { display } from '../display.ts';
import { asDict } from '../python/coerce.ts';
import { listOf } from '../python/iterate.ts';
import type { Dict } from '../value.ts';
import { lookup } from './lookup.ts';

/** `lookup('inventory_hostnames', patterns…)`: the hosts of the inventory that a pattern names, such as `web:!web3`. */
export const inventoryHostnamesLookup = lookup({}, (terms, _options, evaluation) => {
  const groups = asDict(evaluation.variable('groups')) ?? new Map();
  const parts = terms.flatMap((term) => display(term).split(/[,:]/)).filter((part) => part !== '');
  const wanted = parts.filter((part) => !/^[!&]/.test(part)).flatMap((part) => hostsOf(part, groups));
  const all = parts.filter((part) => part.startsWith('&')).map((part) => new Set(hostsOf(part.slice(1), groups)));
  const none = new Set(parts.filter((part) => part.startsWith('!')).flatMap((part) => hostsOf(part.slice(1), groups)));
  return [...new Set(wanted)].filter((host) => !none.has(host) && all.every((hosts) => hosts.has(host)));
});

function hostsOf(pattern: string, groups: Dict): string[] {
  const matches = globToRegExp(pattern);
  const members = [...groups]
    .filter(([name]) => matches.test(display(name)))
    .flatMap(([, hosts]) => listOf(hosts).map(display));
  const every = [...groups.values()].flatMap((hosts) => listOf(hosts).map(display));
  return [...new Set([...members, ...every.filter((host) => matches.test(host))])];
}
