import type { Target } from '../connection.ts';
import { destinationOf } from './destination.ts';
import type { MasterFolder } from './master-folder.ts';

/** Seconds for which a master outlives a controller that was killed: it ends by itself when nobody is connected to it. */
const orphanLives = 10;

/** What the command line of a master depends on besides its target. */
export interface MasterWords {
  readonly folder: MasterFolder;
  /** Whether somebody here answers what `ssh` asks. */
  readonly answers: boolean;
  /** The file that holds the target's private key, when its text was given. */
  readonly keyFile?: string;
}

/**
 * The command line of a master: it goes into the background when it has logged in, which is how its start is told from its failure. Of an
 * option that is given twice `ssh` takes the first (ssh_config(5)), so ours go before the user's, and what we only suggest after them.
 */
export function masterArguments(target: Target, { folder, answers, keyFile }: MasterWords): string[] {
  return [
    ...['-f', '-N', '-T', '-E', folder.log],
    ...option('ControlMaster', 'yes'),
    ...option('ControlPath', folder.socket),
    ...option('ControlPersist', `${orphanLives}`),
    ...option('BatchMode', answers && target.batch !== true ? 'no' : 'yes'),
    ...(keyFile === undefined ? [] : ['-i', keyFile]),
    ...(target.opensshArguments ?? wordsOf(target)),
    ...option('ConnectTimeout', `${Math.ceil(target.connectTimeout / 1000)}`),
    ...option('ServerAliveInterval', `${Math.ceil(target.keepaliveInterval / 1000)}`),
    ...option('ServerAliveCountMax', `${target.keepaliveCountMax}`),
    ...option('NumberOfPasswordPrompts', '1'),
    ...['--', destinationOf(target)],
  ];
}

/** The target in options of ssh_config(5), for one that was not worked out from words for `ssh`. */
function wordsOf(target: Target): string[] {
  const checking = { strict: 'yes', 'accept-new': 'accept-new', off: 'no' }[target.hostKeyChecking];
  return [
    ...option('User', target.user),
    ...option('Port', `${target.port}`),
    ...option('StrictHostKeyChecking', checking),
    ...option('UserKnownHostsFile', target.knownHostsFiles.map(quoted).join(' ')),
    ...option('IdentitiesOnly', target.identitiesOnly ? 'yes' : 'no'),
    ...target.identityFiles.flatMap((file) => option('IdentityFile', quoted(file))),
    ...(target.hostKeyAlias === undefined ? [] : option('HostKeyAlias', target.hostKeyAlias)),
    ...(target.proxyCommand === undefined ? [] : option('ProxyCommand', target.proxyCommand)),
    ...(target.jumps === undefined ? [] : option('ProxyJump', target.jumps.map(jump).join(','))),
    ...(target.forwardAgent === true ? option('ForwardAgent', 'yes') : []),
  ];
}

function jump({ user, address, port }: Target): string {
  return `${user}@${address.includes(':') ? `[${address}]` : address}:${port}`;
}

function quoted(file: string): string {
  return `"${file}"`;
}

function option(name: string, value: string): string[] {
  return ['-o', `${name}=${value}`];
}
