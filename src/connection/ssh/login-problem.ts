import type { Authentication } from '../auth/authentication.ts';
import { ConnectionError, type Target } from '../connection.ts';
import type { HostKeyCheck } from '../known-hosts/host-key-check.ts';
import type { Greeting } from './greeting.ts';
import { place } from './tcp.ts';

/** An error of ssh2's client; `level` says where it arose, and a numeric `code` is the server's reason to disconnect. */
export interface Ssh2Error extends Error {
  readonly level?: string;
  readonly code?: string | number;
}

/** What was going on when a login failed. */
export interface Situation {
  readonly target: Target;
  readonly check: HostKeyCheck;
  readonly authentication: Authentication;
  readonly greeting: Greeting;
}

/** Says why a login failed. */
export function loginProblem(
  error: Ssh2Error | undefined,
  { target, check, authentication, greeting }: Situation,
): Error {
  if (check.problem !== undefined) return check.problem;
  if (authentication.failure !== undefined) return authentication.failure;
  if (error?.level === 'client-authentication') return authentication.problem();
  const where = place(target);
  if (!greeting.introduced) return greeting.problem(where, error);
  const message = error?.message ?? 'the server closed the connection';
  if (/too many authentication failures/i.test(message)) return tooMany(target, error);
  if (/no matching|unsupported/i.test(message)) {
    const what = message.replace(/^Handshake failed: /, '');
    return new ConnectionError('unsupported', `${where} and the built-in SSH have nothing in common: ${what}`, {
      help: 'set `ansible_connection: openssh` for this host, or `ssh_fallback: auto` for all',
      cause: error,
    });
  }
  if (error?.level === 'client-socket' || error === undefined) {
    return new ConnectionError('lost', `${where} closed the connection during the login: ${message}`, {
      help: "look at the server's log",
      cause: error,
    });
  }
  return new ConnectionError('protocol', `no login at ${where}: ${message}`, {
    help: "look at the server's log",
    cause: error,
  });
}

function tooMany(target: Target, cause: unknown): ConnectionError {
  return new ConnectionError(
    'auth',
    `${place(target)} closed the connection after too many keys that it did not know (MaxAuthTries)`,
    { help: 'name the right key: set `ansible_ssh_private_key_file` and `-o IdentitiesOnly=yes`', cause },
  );
}

/** The server wants the password to be changed first, which is nothing for a machine to do. */
export function passwordExpired(target: Target): ConnectionError {
  return new ConnectionError('auth', `the password of \`${target.user}\` has expired and must be changed`, {
    help: `log in by hand and change it: \`ssh ${target.user}@${target.address}\``,
  });
}
