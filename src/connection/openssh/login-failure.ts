import { ConnectionError, type ConnectionErrorKind, type Target } from '../connection.ts';
import { destinationOf, placeOf } from './destination.ts';

/** One way in which `ssh` says that it could not log in. */
interface Saying {
  readonly pattern: RegExp;
  readonly kind: ConnectionErrorKind;
  readonly message: (where: string, said: RegExpExecArray) => string;
  readonly help: string;
}

/** By what OpenSSH's programs print (9.2, and as far as they differ 7.4 to 10); the first that fits. */
const sayings: readonly Saying[] = [
  {
    pattern: /Could not resolve hostname (.+?): (.*)/,
    kind: 'address',
    message: (_where, [, name, why]) => `the name \`${name}\` could not be looked up: ${why}`,
    help: 'check the spelling, or set `ansible_host`',
  },
  {
    pattern: /REVOKED HOST KEY|host key .* is revoked|marked as revoked/i,
    kind: 'host-key',
    message: (where) => `the host key of ${where} is revoked`,
    help: 'do not connect; ask who runs the host why it still uses this key',
  },
  {
    pattern: /HOST IDENTIFICATION HAS CHANGED|Host key for .* has changed/,
    kind: 'host-key',
    message: (where) => `the host key of ${where} is not the one that is known`,
    help: 'somebody may be in between; if the host was set up anew, check the fingerprint and remove the old key with `ssh-keygen -R`',
  },
  {
    pattern: /No (\S+) host key is known|Host key verification failed/,
    kind: 'host-key',
    message: (where) => `the host key of ${where} is not known`,
    help: 'check the fingerprint, then accept the key by logging in once with `ssh`',
  },
  {
    pattern: /UNPROTECTED PRIVATE KEY FILE|Permissions .* for '(.*)' are too open/,
    kind: 'key-file',
    message: (where) => `no login at ${where}: others may read the private key, so \`ssh\` does not use it`,
    help: 'take the rights away with `chmod 600`',
  },
  {
    pattern: /Connection closed by UNKNOWN|stdio forwarding failed|Stdio forwarding request failed/,
    kind: 'refused',
    message: (where) => `the way to ${where} ended before the host spoke`,
    help: 'try the bastion or the proxy command by hand',
  },
  {
    pattern: /connect to (?:host|address) .*?: Connection refused/,
    kind: 'refused',
    message: (where) => `nobody listens at ${where}`,
    help: 'check `ansible_host` and `ansible_port`, and that sshd runs there',
  },
  {
    pattern: /Connection timed out|Operation timed out|Timeout, server/,
    kind: 'timeout',
    message: (where) => `${where} did not answer in time`,
    help: 'check that the host is up, or give it more time with `-T SECONDS`',
  },
  {
    pattern: /connect to (?:host|address) .*?: (.*)/,
    kind: 'refused',
    message: (where, [, why]) => `${where} cannot be reached: ${why}`,
    help: 'check the network and the firewall on the way',
  },
  {
    pattern: /(?:kex|ssh)_exchange_identification|Not allowed at this time|Exceeded MaxStartups/,
    kind: 'dropped',
    message: (where) => `${where} closed the connection before the login`,
    help: 'the host may have too many logins at once: see MaxStartups in its sshd_config',
  },
  {
    pattern: /no matching (.+?) found\. Their offer: (.*)/,
    kind: 'protocol',
    message: (where, [, what, offer]) =>
      `${where} and this \`ssh\` have no ${what} in common; the host offers ${offer}`,
    help: 'allow one of them with `-o` in `ansible_ssh_common_args`',
  },
  {
    pattern: /Too many authentication failures/,
    kind: 'auth',
    message: (where) => `${where} closed the connection after too many keys that it did not know (MaxAuthTries)`,
    help: 'name the right key: set `ansible_ssh_private_key_file` and `-o IdentitiesOnly=yes`',
  },
  {
    pattern: /Permission denied \((.*?)\)/,
    kind: 'auth',
    message: (where, [, allowed]) =>
      `the login at ${where} was refused; the server takes ${allowed?.replaceAll(',', ', ')}`,
    help: 'check the user and the key by logging in once with `ssh`',
  },
  {
    pattern:
      /^(command-line:? .*|.*Bad configuration option.*|.*: terminating, .*|.*Bad owner or permissions on .*|unknown option .*|.*illegal option.*)$/im,
    kind: 'unsupported',
    message: (_where, [said]) => `the system's \`ssh\` does not take its options: ${said}`,
    help: 'check `ansible_ssh_args`, `ansible_ssh_common_args` and your ssh_config',
  },
];

/** Characters of what `ssh` printed that are looked at, the last ones: a banner in front of them is the server's, and of any length. */
const longestReason = 16_384;

/** Why the system's `ssh` could not log in, by what it printed; `passwordGiven` when it was told the password. */
export function loginFailure(target: Target, printed: string, passwordGiven = false): ConnectionError {
  const where = placeOf(target);
  const text = spoken(printed.slice(-longestReason));
  const cause = new Error(text.join('\n'));
  for (const { pattern, kind, message, help } of sayings) {
    const said = pattern.exec(text.join('\n'));
    if (said === null) continue;
    if (kind === 'auth' && passwordGiven) return passwordRefused(where, cause);
    return new ConnectionError(kind, message(where, said), { help, cause });
  }
  const last = text.at(-1) ?? '`ssh` gave no reason';
  return new ConnectionError('protocol', `no login at ${where}: ${last}`, {
    help: `try it by hand: \`ssh -v ${destinationOf(target)}\``,
    cause,
  });
}

/** What `ssh` has printed, without what `-v` adds. */
export function spoken(printed: string): string[] {
  const lines = printed.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '' && !/^(debug\d:|OpenSSH_|@+|Warning: Permanently added)/.test(line));
}

function passwordRefused(where: string, cause: Error): ConnectionError {
  return new ConnectionError('auth', `the password for ${where} was refused`, {
    help: 'it was tried once; check `ansible_password`, or give it again with `-k`',
    cause,
  });
}
