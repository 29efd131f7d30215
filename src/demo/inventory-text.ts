import type { HostNames } from './host-names.ts';

/** What the inventory of a fleet says besides the hosts. */
export interface Access {
  readonly user: string;
  readonly keyFile: string;
  readonly knownHostsFile: string;
}

/** The fleet's inventory as YAML; `ports` gives each host's port on 127.0.0.1. */
export function inventoryText(names: HostNames, ports: ReadonlyMap<string, number>, access: Access): string {
  return `# The fleet of \`runbook demo\`: SSH hosts on this machine, gone when it ends.
all:
  vars:
    ansible_host: 127.0.0.1
    ansible_user: ${access.user}
    ansible_ssh_private_key_file: ${JSON.stringify(access.keyFile)}
    ansible_ssh_common_args: ${JSON.stringify(`-o "UserKnownHostsFile=${access.knownHostsFile}" -o IdentitiesOnly=yes`)}
  children:
    web:
${group(names.web, ports)}
    db:
${group(names.db, ports)}
`;
}

function group(hosts: readonly string[], ports: ReadonlyMap<string, number>): string {
  if (hosts.length === 0) return '      hosts: {}';
  return ['      hosts:', ...hosts.map((host) => `        ${host}: { ansible_port: ${ports.get(host)} }`)].join('\n');
}
