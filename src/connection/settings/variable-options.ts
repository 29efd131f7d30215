import type { HostVariables } from './host-variables.ts';
import type { SshOption } from './ssh-options.ts';

/** What a host's variables say that ssh has options for, as those options. */
export function variableOptions(variables: HostVariables): SshOption[] {
  const port = variables.integer(['ansible_port', 'ansible_ssh_port'], [1, 65535]);
  const checking = variables.flag('ansible_host_key_checking', 'ansible_ssh_host_key_checking');
  const timeout = variables.seconds('ansible_timeout', 'ansible_ssh_timeout');
  return [
    ...option('port', port?.toString(), 'ansible_port'),
    ...option('user', variables.text('ansible_user', 'ansible_ssh_user'), 'ansible_user'),
    ...option('stricthostkeychecking', checking === false ? 'no' : undefined, 'ansible_host_key_checking'),
    ...option(
      'identityfile',
      variables.text('ansible_private_key_file', 'ansible_ssh_private_key_file'),
      'ansible_ssh_private_key_file',
    ),
    ...option('connecttimeout', timeout?.toString(), 'ansible_ssh_timeout'),
  ];
}

function option(name: string, value: string | undefined, origin: string): SshOption[] {
  return value === undefined ? [] : [{ name, value, origin }];
}
