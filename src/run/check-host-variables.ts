import { ConnectionError } from '../connection/connection.ts';
import { WrongSetting } from '../connection/settings/wrong-setting.ts';
import { type ConnectionDefaults, targetOf } from '../connection/target.ts';
import type { Host } from '../inventory/inventory.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import type { Node } from '../source/node.ts';
import { defined } from '../std/defined.ts';
import { isBoolWord } from '../template/as-bool.ts';
import { isTemplate } from '../template/template.ts';
import type { Scope } from '../vars/scope.ts';

/** Variables that can be wrong whatever else there is. */
const checked = [
  'ansible_become',
  'ansible_host_key_checking',
  'ansible_port',
  'ansible_ssh_args',
  'ansible_ssh_common_args',
  'ansible_ssh_extra_args',
  'ansible_ssh_host_key_checking',
  'ansible_ssh_port',
  'ansible_ssh_timeout',
  'ansible_timeout',
];

/**
 * Complains about variables of hosts that say how to connect and cannot mean anything, such as `ansible_port: 99999`: each place once, however
 * many hosts it is for. What holds a template, and what ssh_config(5) says, is told of the host when its turn comes.
 */
export function checkHostVariables(
  hosts: Iterable<Host>,
  { scopeOf, defaults }: { scopeOf(host: Host): Scope; readonly defaults: ConnectionDefaults },
  diagnostics: Diagnostics,
): void {
  const { sshConfig: _ofHosts, ...withoutFiles } = defaults;
  const fine = new Set<Node>();
  const told = new Set<Node>();
  for (const host of hosts) {
    const scope = scopeOf(host);
    const nodes = checked.flatMap((name) => written(scope, name) ?? []);
    // Most hosts of a group say nothing of their own.
    if (nodes.every((node) => fine.has(node) || told.has(node))) continue;
    const complaints = [...wrongWay(host, scope, withoutFiles), ...wrongBecome(scope)];
    if (complaints.length === 0) for (const node of nodes) fine.add(node);
    for (const { node, message, help } of complaints) {
      if (told.has(node)) continue;
      told.add(node);
      const label = `for host \`${host.name}\``;
      diagnostics.error('bad-setting', message, { span: node.span, label, ...defined({ help }) });
    }
  }
}

interface Complaint {
  readonly node: Node;
  readonly message: string;
  readonly help?: string;
}

function wrongWay(host: Host, scope: Scope, defaults: ConnectionDefaults): Complaint[] {
  const asked: string[] = [];
  const variable = (name: string) => {
    const node = written(scope, name);
    // What is worked out later is left out now; whatever it is, nothing else depends on it.
    if (node === undefined) return undefined;
    asked.push(name);
    return scope.get(name);
  };
  try {
    targetOf(host.name, variable, defaults);
    return [];
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    // What only we cannot do concerns this host alone, and the others may go on without it.
    if (!(error instanceof WrongSetting)) return [];
    const { message, help } = error;
    const culprit = asked.findLast((name) => message.includes(`\`${name}\``)) ?? asked.at(-1);
    const node = culprit === undefined ? undefined : written(scope, culprit);
    return node === undefined ? [] : [{ node, message, ...defined({ help }) }];
  }
}

function* wrongBecome(scope: Scope): Generator<Complaint> {
  const become = written(scope, 'ansible_become');
  if (become?.kind === 'scalar' && !isBoolWord(String(become.value))) {
    const message = `\`ansible_become\` is \`${become.value}\`, neither true nor false`;
    yield { node: become, message, help: 'write `ansible_become: true` or `false`' };
  }
}

/** A variable that stands in a file as it is meant: no template, no vault, nothing worked out. */
function written(scope: Scope, name: string): Node | undefined {
  const binding = scope.binding(name);
  if (binding === undefined || 'value' in binding) return undefined;
  const { node } = binding;
  if (node.kind !== 'scalar') return node;
  return node.value === null || node.tag === 'vault' || isTemplate(String(node.value)) ? undefined : node;
}
