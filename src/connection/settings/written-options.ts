import type { HostVariables } from './host-variables.ts';
import { parseSshArguments, type SshArguments } from './ssh-arguments.ts';
import type { SshOption } from './ssh-options.ts';
import { variableOptions } from './variable-options.ts';

/** Options that a run sets for hosts that do not say otherwise; times are milliseconds. */
export interface RunOptions {
  readonly user?: string;
  readonly port?: number;
  readonly privateKeyFile?: string;
  readonly connectTimeout?: number;
  readonly hostKeyChecking?: 'strict' | 'accept-new' | 'off';
  readonly keepaliveInterval?: number;
  readonly keepaliveCountMax?: number;
  /** As `ansible_ssh_common_args` and `ansible_ssh_extra_args`. */
  readonly sshCommonArgs?: string;
  readonly sshExtraArgs?: string;
}

/**
 * Everything that host variables and the run say, in the order in which Ansible would put it on ssh's command line: `ansible_ssh_args`, the
 * variables, common and extra arguments, then what the run sets.
 */
export function writtenOptions(variables: HostVariables, run: RunOptions): SshArguments {
  const groups = [
    parsed(variables.text('ansible_ssh_args'), 'ansible_ssh_args'),
    { options: variableOptions(variables) },
    parsed(variables.text('ansible_ssh_common_args') ?? run.sshCommonArgs, 'ansible_ssh_common_args'),
    parsed(variables.text('ansible_ssh_extra_args') ?? run.sshExtraArgs, 'ansible_ssh_extra_args'),
    { options: runOptions(run) },
  ];
  const configFile = groups.find((group) => group.configFile !== undefined)?.configFile;
  return { options: groups.flatMap(({ options }) => options), ...(configFile !== undefined && { configFile }) };
}

function parsed(text: string | undefined, origin: string): SshArguments {
  return text === undefined ? { options: [] } : parseSshArguments(text, `\`${origin}\``);
}

/** What the run sets, as options of ssh. */
export function runOptions(run: RunOptions): SshOption[] {
  const words = { strict: 'yes', 'accept-new': 'accept-new', off: 'no' } as const;
  const values: Record<string, string | undefined> = {
    user: run.user,
    port: run.port?.toString(),
    identityfile: run.privateKeyFile,
    connecttimeout: inSeconds(run.connectTimeout),
    stricthostkeychecking: run.hostKeyChecking && words[run.hostKeyChecking],
    serveraliveinterval: inSeconds(run.keepaliveInterval),
    serveralivecountmax: run.keepaliveCountMax?.toString(),
  };
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value, origin: 'the settings of the run' }],
  );
}

function inSeconds(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : String(milliseconds / 1000);
}
