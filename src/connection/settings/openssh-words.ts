import type { Target } from '../connection.ts';
import type { HostVariables } from './host-variables.ts';
import { splitArguments } from './ssh-arguments.ts';
import type { SshOption } from './ssh-options.ts';
import { variableOptions } from './variable-options.ts';
import { type RunOptions, runOptions } from './written-options.ts';

/** Words for the command line of the system's `ssh`, in Ansible's order: of an option that is given twice ssh takes the first. */
export function opensshWords(
  alias: string,
  variables: HostVariables,
  run: RunOptions,
): Pick<Target, 'opensshArguments' | 'opensshDestination' | 'opensshProgram'> {
  const program = variables.text('ansible_ssh_executable');
  const split = (name: string, otherwise = '') => splitArguments(variables.text(name) ?? otherwise, `\`${name}\``);
  return {
    opensshArguments: [
      ...split('ansible_ssh_args'),
      ...asWords(variableOptions(variables)),
      ...split('ansible_ssh_common_args', run.sshCommonArgs),
      ...split('ansible_ssh_extra_args', run.sshExtraArgs),
      ...asWords(runOptions(run)),
    ],
    opensshDestination: alias,
    ...(program !== undefined && { opensshProgram: program }),
  };
}

function asWords(options: readonly SshOption[]): string[] {
  return options.flatMap(({ name, value }) => ['-o', `${name}=${/\s/.test(value) ? `"${value}"` : value}`]);
}
