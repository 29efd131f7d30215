import { ConnectionError } from '../connection.ts';
import type { Tokens } from './tokens.ts';

/** What OpenSSH refuses in the name of a host: a shell's own characters, blank space, control characters and a leading dash. */
const unsafeInHost = /^-|['`"$\\;&<>|(){},\s\p{Cc}]/u;

/** What it refuses in the name of a user, who may have a blank (but no option behind it), a `$` and a backslash (but not at the end). */
const unsafeInUser = /^-|['`";&<>|(){}\p{Cc}]|\s-|\\$/u;

/** What a shell would still read in such a name as more than a word of its own. */
const unsafeInShell = /[\s$\\*?[\]~#]/;

/**
 * Refuses the name of a host that a shell or an argument of `ssh` could take for more than a name, as OpenSSH does (CVE-2023-51385): names
 * come from inventories. Throws a `ConnectionError` of kind `address`.
 */
export function refuseUnsafeHost(name: string): void {
  if (!unsafeInHost.test(name)) return;
  throw new ConnectionError('address', `\`${name}\` is no name of a host: ${reason(name, unsafeInHost)}`, {
    help: 'set `ansible_host` to a name or an address without blanks, quotes and characters of a shell',
  });
}

/** The same for a user. Throws a `ConnectionError` of kind `auth`. */
export function refuseUnsafeUser(name: string): void {
  refuseUser(name, unsafeInUser);
}

/** Refuses a user whose name a shell would take apart, for a `command` of this machine that has it as `%r`. */
export function refuseUserInShell(command: string, { r: user }: Tokens): void {
  const expanded = command.replaceAll('%%', '').includes('%r');
  if (expanded && user !== undefined) refuseUser(user, unsafeInShell);
}

function refuseUser(name: string, unsafe: RegExp): void {
  if (!unsafe.test(name)) return;
  throw new ConnectionError('auth', `\`${name}\` is no name of a user to log in as: ${reason(name, unsafe)}`, {
    help: 'set `ansible_user` to a name without quotes and characters of a shell',
  });
}

function reason(name: string, unsafe: RegExp): string {
  const [found = ''] = unsafe.exec(name) ?? [];
  if (name.startsWith('-')) return 'it begins with a dash';
  if (/^\p{Cc}/u.test(found)) return 'it has a control character';
  return /^\s/.test(found) ? 'it has a blank' : `it has \`${found}\``;
}
