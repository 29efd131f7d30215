import type { Host } from '../inventory/inventory.ts';
import { isPlainName } from '../inventory/plain-name.ts';
import type { Node } from '../source/node.ts';
import type { Binding } from '../template/binding.ts';
import type { Layer } from './precedence.ts';

/** Variables that have an old name and a new one: what sets one of a pair sets the other too, unless that is set itself. */
const pairs: readonly (readonly [string, string])[] = [
  ['ansible_host', 'ansible_ssh_host'],
  ['ansible_user', 'ansible_ssh_user'],
  ['ansible_port', 'ansible_ssh_port'],
  ['ansible_password', 'ansible_ssh_pass'],
  ['ansible_timeout', 'ansible_ssh_timeout'],
  ['ansible_private_key_file', 'ansible_ssh_private_key_file'],
];

const otherNames: ReadonlyMap<string, string> = new Map(
  pairs.flatMap(([name, old]): [string, string][] => [
    [name, old],
    [old, name],
  ]),
);

/** What says how to connect where no variable does. */
export interface ConnectionWords {
  /** The keyword `remote_user` of a task or play. */
  readonly userKeyword?: Node | undefined;
  /** The option `--user`. */
  readonly user?: string | undefined;
}

/**
 * What a task can ask of its host although no layer sets it: the host's address, which is its name when nothing else is said, the user to
 * log in as, and each of a pair of names by the other. The weakest layer of all; `hostvars` does not show it.
 */
export function impliedBy(host: Host, layers: readonly Layer[], words: ConnectionWords = {}): Layer {
  const get = (name: string): Binding | undefined => {
    const other = otherNames.get(name);
    return other === undefined ? undefined : (bindingIn(layers, other) ?? wordFor([name, other], host, words));
  };
  return {
    name: 'magic',
    vars: {
      get,
      has: (name) => get(name) !== undefined,
      keys: () => [...otherNames.keys()].filter((name) => get(name) !== undefined).values(),
    },
  };
}

function wordFor(names: readonly string[], host: Host, { userKeyword, user }: ConnectionWords): Binding | undefined {
  if (names.includes('ansible_host')) return { value: host.name, safe: isPlainName(host.name) };
  if (!names.includes('ansible_user')) return undefined;
  if (userKeyword !== undefined) return { node: userKeyword };
  return user === undefined ? undefined : { value: user, safe: true };
}

function bindingIn(layers: readonly Layer[], name: string): Binding | undefined {
  return layers.findLast(({ vars }) => vars.has(name))?.vars.get(name);
}
