import { quote } from '../../shell/quote.ts';
import { ConnectionError, type Target } from '../connection.ts';
import { fingerprint, keyType } from './fingerprint.ts';
import { knownHostName } from './host-names.ts';
import type { Verdict } from './known-hosts.ts';

/** Why a host's key is refused, and the command that accepts it. */
export function hostKeyProblem(
  target: Target,
  verdict: Exclude<Verdict, { kind: 'known' }>,
  key: Buffer,
): ConnectionError {
  const shown = `${keyType(key)} ${fingerprint(key)}`;
  const name = hostName(target);
  switch (verdict.kind) {
    case 'revoked':
      return refused(`the host key of ${name} is revoked at ${at(verdict.entry)}: ${shown}`, {
        help: 'do not connect; ask who runs the host why it still uses this key',
      });
    case 'changed':
      return refused(`the host key of ${name} is not the one at ${at(verdict.entry)}: ${shown}`, {
        help:
          'somebody may be in between; if the host was set up anew, check the fingerprint, then: ' +
          `ssh-keygen -f ${quote(verdict.entry.file)} -R ${quote(name)} && ${acceptCommand(target, key)}`,
      });
    case 'unknown':
      return unknown(target, verdict, key);
  }
}

function unknown(target: Target, verdict: Extract<Verdict, { kind: 'unknown' }>, key: Buffer): ConnectionError {
  const shown = `${keyType(key)} ${fingerprint(key)}`;
  const [authority] = verdict.authorities;
  if (authority !== undefined) {
    return new ConnectionError(
      'unsupported',
      `${hostName(target)} is known by a certificate authority only (${at(authority)}), which the built-in SSH cannot check: ${shown}`,
      { help: 'set `ansible_connection: openssh` for this host, or `ssh_fallback: auto` for all' },
    );
  }
  const other = verdict.others[0];
  const but = other === undefined ? '' : `; of another type, ${other.type}, one is known at ${at(other)}`;
  const nowhere = target.knownHostsFiles.every((file) => file === '/dev/null');
  return refused(`the host key of ${hostName(target)} is not known: ${shown}${but}`, {
    help: nowhere
      ? 'no known_hosts file may be looked at: name one with `-o UserKnownHostsFile=FILE`'
      : `check the fingerprint, then accept the key: ${acceptCommand(target, key)}`,
  });
}

function refused(message: string, rest: { readonly help: string }): ConnectionError {
  return new ConnectionError('host-key', message, rest);
}

/** Behind a bastion or under an alias ssh-keyscan does not get to the host, so the key itself is written. */
function acceptCommand(target: Target, key: Buffer): string {
  const file = quote(target.knownHostsFiles.find((name) => name !== '/dev/null') ?? '~/.ssh/known_hosts');
  const direct = target.jumps === undefined && target.proxyCommand === undefined && target.hostKeyAlias === undefined;
  if (!direct) return `echo ${quote(`${hostName(target)} ${keyType(key)} ${key.toString('base64')}`)} >> ${file}`;
  const port = target.port === 22 ? '' : `-p ${target.port} `;
  const type = keyType(key).replace(/^ssh-|-sha2-.*$/g, '');
  return `ssh-keyscan ${port}-t ${type} ${quote(target.address)} >> ${file}`;
}

function hostName(target: Target): string {
  return target.hostKeyAlias ?? knownHostName(target.address, target.port);
}

function at({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file}:${line}`;
}
