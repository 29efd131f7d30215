import type { Value } from '../template/value.ts';
import { ConnectionError, type Target } from './connection.ts';
import type { Controller } from './settings/controller.ts';
import { HostVariables } from './settings/host-variables.ts';
import { opensshWords } from './settings/openssh-words.ts';
import { resolveTarget } from './settings/resolve-target.ts';
import { type SshOption, SshOptions } from './settings/ssh-options.ts';
import { transportOf } from './settings/transport.ts';
import { variableOptions } from './settings/variable-options.ts';
import { wayTo } from './settings/way.ts';
import { type RunOptions, runOptions, writtenOptions } from './settings/written-options.ts';
import { WrongSetting } from './settings/wrong-setting.ts';

/** What the command line, the environment and the configuration say about connecting; every host variable wins over it. */
export interface ConnectionDefaults extends RunOptions {
  readonly controller: Controller;
  /** A value of `ansible_connection`; `ssh` when absent. */
  readonly connection?: string;
  readonly password?: string;
  /** Whether the system's `ssh` is tried when ssh2 lacks what the server wants. */
  readonly fallback?: boolean;
  /** The user's ssh_config(5); absent: none is read. */
  readonly sshConfig?: SshConfigSource;
}

/** Options that configuration files have for a host; `file` is what `-F` names in place of the user's own file. */
export interface SshConfigSource {
  optionsFor(query: { readonly host: string; readonly user?: string; readonly file?: string }): readonly SshOption[];
}

/**
 * Works out where and how to connect from a host's variables and the run's defaults; `variable` gives a variable's value as a task of the
 * host would see it. Throws a `ConnectionError` of kind `unsupported`, with what to write instead, for a value that cannot be used.
 */
export function targetOf(
  host: string,
  variable: (name: string) => Value | undefined,
  defaults: ConnectionDefaults,
): Target {
  const variables = new HostVariables(variable);
  const transport = transportOf(variables.text('ansible_connection') ?? defaults.connection ?? 'ssh');
  const alias = variables.text('ansible_host', 'ansible_ssh_host') ?? host;
  if (transport === 'local') return localTarget(host, defaults.controller);
  if (transport === 'openssh') return opensshTarget({ host, alias }, variables, defaults);
  try {
    return sshTarget({ host, alias }, variables, defaults);
  } catch (error) {
    if (defaults.fallback !== true || !isBeyondUs(error)) throw error;
    const target = opensshTarget({ host, alias }, variables, defaults);
    return { ...target, transport: 'ssh', fallback: true, beyondUs: error.message };
  }
}

/** What makes sense to the system's `ssh`, such as `Match exec`, and not to us. */
function isBeyondUs(error: unknown): error is ConnectionError {
  return error instanceof ConnectionError && error.kind === 'unsupported' && !(error instanceof WrongSetting);
}

interface Names {
  readonly host: string;
  readonly alias: string;
}

function localTarget(host: string, controller: Controller): Target {
  return resolveTarget({ host, alias: 'localhost', transport: 'local', options: new SshOptions([]) }, controller);
}

/** The system's `ssh` reads its own configuration and its own arguments: they are passed on, not understood. */
function opensshTarget({ host, alias }: Names, variables: HostVariables, defaults: ConnectionDefaults): Target {
  const options = new SshOptions([...variableOptions(variables), ...runOptions(defaults)]);
  const target = resolveTarget({ host, alias, transport: 'openssh', options }, defaults.controller);
  return { ...target, ...secrets(variables, defaults), ...opensshWords(alias, variables, defaults) };
}

function sshTarget({ host, alias }: Names, variables: HostVariables, defaults: ConnectionDefaults): Target {
  const { controller, sshConfig } = defaults;
  const { options: written, configFile: file } = writtenOptions(variables, defaults);
  const config = (name: string, user?: string) =>
    sshConfig?.optionsFor({ host: name, ...(user && { user }), ...(file && { file }) }) ?? [];
  const user = new SshOptions(written).first('user');
  const options = new SshOptions([...written, ...config(alias, user)]);
  const target = resolveTarget({ host, alias, transport: 'ssh', options }, controller);
  return {
    ...target,
    ...secrets(variables, defaults),
    ...wayTo(target, { alias, options }, { controller, written, config }),
    ...(defaults.fallback === true && { fallback: true, ...opensshWords(alias, variables, defaults) }),
  };
}

function secrets(variables: HostVariables, defaults: ConnectionDefaults) {
  const password = variables.text('ansible_password', 'ansible_ssh_pass', 'ansible_ssh_password') ?? defaults.password;
  const privateKey = variables.text('ansible_private_key', 'ansible_ssh_private_key');
  const passphrase = variables.text('ansible_private_key_passphrase', 'ansible_ssh_private_key_passphrase');
  return {
    ...(password !== undefined && { password }),
    ...(privateKey !== undefined && { privateKey }),
    ...(passphrase !== undefined && { passphrase }),
  };
}
