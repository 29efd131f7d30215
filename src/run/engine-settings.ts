import { userInfo } from 'node:os';
import { SshConfigFiles } from '../connection/settings/ssh-config/ssh-config-files.ts';
import type { ConnectionDefaults } from '../connection/target.ts';
import type { RunSettings } from '../engine/run.ts';
import type { Environment } from '../settings/environment.ts';
import type { Settings } from '../settings/table.ts';
import { defined } from '../std/defined.ts';
import { homeFolder } from '../std/home-folder.ts';
import type { Passwords } from './passwords.ts';

/** What the engine is told of the settings: seconds become milliseconds, and passwords come in. */
export function engineSettings(settings: Settings, passwords: Passwords, connection: ConnectionDefaults): RunSettings {
  return {
    forks: settings.forks,
    check: settings.check,
    diff: settings.diff,
    verbosity: settings.verbose,
    strategy: settings.strategy,
    connect: settings.connect,
    connectWindow: settings.connectWindow ?? settings.forks,
    reconnectAttempts: settings.reconnectAttempts,
    connection,
    become: {
      become: settings.become,
      user: settings.becomeUser,
      method: settings.becomeMethod,
      password: passwords.become,
    },
    forceHandlers: settings.forceHandlers,
    onFailure: settings.onFailure,
    taskTimeout: settings.taskTimeout === 0 ? undefined : milliseconds(settings.taskTimeout),
    startAtTask: settings.startAtTask,
    maxOutput: settings.maxOutput,
    live: settings.live || settings.verbose > 3,
  };
}

/** How hosts are reached whose variables do not say it. `login` has what the environment gives when there is no inventory. */
export function connectionDefaults(
  settings: Settings,
  env: Environment,
  login: { readonly user?: string; readonly port?: number; readonly password?: string },
): ConnectionDefaults {
  const controller = {
    home: homeFolder(env),
    environment: env,
    user: userName(env),
    ...defined({ agent: env.SSH_AUTH_SOCK || undefined }),
  };
  return {
    ...login,
    ...defined({
      connection: settings.connection,
      user: settings.user ?? login.user,
      password: login.password,
      privateKeyFile: settings.privateKey,
      connectTimeout: milliseconds(settings.timeout),
      hostKeyChecking: settings.hostKeyChecking,
      keepaliveInterval: milliseconds(settings.keepaliveInterval),
      keepaliveCountMax: settings.keepaliveCountMax,
      sshCommonArgs: settings.sshCommonArgs,
      sshExtraArgs: settings.sshExtraArgs,
    }),
    fallback: settings.sshFallback === 'auto',
    controller,
    sshConfig: new SshConfigFiles(controller),
  };
}

/** Whoever runs the program; in a container a user may have a number and no name. */
function userName(env: Environment): string {
  try {
    return userInfo().username;
  } catch {
    return env.USER ?? env.LOGNAME ?? 'root';
  }
}

function milliseconds(seconds: number): number;
function milliseconds(seconds: number | undefined): number | undefined;
function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
