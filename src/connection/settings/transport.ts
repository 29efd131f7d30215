import type { Target } from '../connection.ts';
import { unsupportedSetting } from './wrong-setting.ts';

const transports: Readonly<Record<string, Target['transport']>> = {
  ssh: 'ssh',
  smart: 'ssh',
  paramiko: 'ssh',
  paramiko_ssh: 'ssh',
  local: 'local',
  openssh: 'openssh',
};

/** The transport that a value of `ansible_connection` names. Throws a `ConnectionError` of kind `unsupported` for one that there is not. */
export function transportOf(name: string): Target['transport'] {
  const short = name.replace(/^(ansible\.(builtin|legacy)|community\.general)\./, '');
  if (Object.hasOwn(transports, short)) return transports[short] as Target['transport'];
  throw unsupportedSetting(
    `there is no connection \`${name}\``,
    "set `ansible_connection` to `ssh`, `local` or `openssh` (the system's own `ssh`)",
  );
}
