import { globToRegExp } from '../../std/glob.ts';
import { display } from '../display.ts';
import { asDict, textOf } from '../python/coerce.ts';
import { listOf } from '../python/iterate.ts';
import { PythonRegex } from '../python/regex.ts';
import { refuse } from '../refuse.ts';
import { type Dict, Undefined } from '../value.ts';
import { type Lookup, lookup, openLookup } from './lookup.ts';

/** Lookups that look at variables, the environment and the inventory. */
export const variableLookups = {
  /** `lookup('vars', names…, default)`: the variables of those names. */
  vars: openLookup((terms, options, evaluation) =>
    terms.map((term) => {
      const name = textOf(term, 'the name of a variable');
      const value = evaluation.variable(name);
      const fallback = options.get('default');
      if (!(value instanceof Undefined)) return value;
      return fallback === undefined ? refuse(value) : fallback;
    }),
  ),

  /** `lookup('varnames', patterns…)`: the names of the variables that patterns are found in. */
  varnames: lookup({}, (terms, _options, { context }) => {
    const names = [...new Set(context.names())];
    return terms.flatMap((term) => {
      const pattern = PythonRegex.compile(textOf(term, 'a pattern of `varnames`'));
      return names.filter((name) => pattern.search(name) !== undefined);
    });
  }),

  /** `lookup('env', names…, default='')`: variables of the controller's environment. */
  env: lookup({ default: '' }, (terms, options, { context }) =>
    terms.map((term) => context.world.env[display(term)] ?? options.default),
  ),

  /** `lookup('inventory_hostnames', patterns…)`: the hosts of the inventory that a pattern names, such as `web:!web3`. */
  inventory_hostnames: lookup({}, (terms, _options, evaluation) => {
    const groups = asDict(evaluation.variable('groups')) ?? new Map();
    const parts = terms.flatMap((term) => display(term).split(/[,:]/)).filter((part) => part !== '');
    const wanted = parts.filter((part) => !/^[!&]/.test(part)).flatMap((part) => hostsOf(part, groups));
    const all = parts.filter((part) => part.startsWith('&')).map((part) => new Set(hostsOf(part.slice(1), groups)));
    const none = new Set(
      parts.filter((part) => part.startsWith('!')).flatMap((part) => hostsOf(part.slice(1), groups)),
    );
    return [...new Set(wanted)].filter((host) => !none.has(host) && all.every((hosts) => hosts.has(host)));
  }),
} satisfies Readonly<Record<string, Lookup>>;

function hostsOf(pattern: string, groups: Dict): string[] {
  const matches = globToRegExp(pattern);
  const members = [...groups]
    .filter(([name]) => matches.test(display(name)))
    .flatMap(([, hosts]) => listOf(hosts).map(display));
  const every = [...groups.values()].flatMap((hosts) => listOf(hosts).map(display));
  return [...new Set([...members, ...every.filter((host) => matches.test(host))])];
}
