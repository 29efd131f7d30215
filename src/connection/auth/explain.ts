import { ConnectionError, type Target } from '../connection.ts';

/** What is known of a login that came to nothing. */
export interface FailedLogin {
  /** Keys and methods that the server was shown. */
  readonly tried: readonly string[];
  /** Methods that the server would take. */
  readonly allowed: readonly string[];
  readonly notes: readonly string[];
  /** What is wrong with a key file that was named. */
  readonly unusable: ConnectionError | undefined;
  /** What a key file holds that ssh2 cannot show, in words. */
  readonly beyondUs: string | undefined;
  readonly passwordRefused: boolean;
  /** A key that could not be opened. */
  readonly locked: ConnectionError | undefined;
}

/** Says why a login came to nothing, and what to do about it. */
export function authenticationProblem(target: Target, login: FailedLogin): ConnectionError {
  const who = `\`${target.user}\` at ${target.address}:${target.port}`;
  if (login.passwordRefused) {
    return new ConnectionError('auth', `the password of ${who} was refused`, {
      help: 'it was tried once; check `ansible_password`, or give it again with `-k`',
    });
  }
  if (login.locked !== undefined) return login.locked;
  if (login.unusable !== undefined && (login.tried.length === 0 || login.unusable.kind === 'unsupported'))
    return login.unusable;
  const accepts = login.allowed.length === 0 ? '' : `; the server takes ${login.allowed.join(', ')}`;
  const notes = login.notes.map((note) => `; ${note}`).join('');
  if (login.beyondUs !== undefined && login.allowed.includes('publickey')) {
    return new ConnectionError(
      'unsupported',
      `${who} was refused, and the built-in SSH cannot use ${login.beyondUs}${accepts}`,
      { help: 'set `ansible_connection: openssh` for this host, or `ssh_fallback: auto` for all' },
    );
  }
  const foreign = target.foreignLogins?.find(({ method }) => login.allowed.includes(method));
  if (foreign !== undefined) {
    return new ConnectionError(
      'unsupported',
      `${who} was refused, and the built-in SSH has no ${foreign.what}${accepts}${notes}`,
      {
        help: 'check the user and the key; or set `ansible_connection: openssh` for this host, or `ssh_fallback: auto` for all',
      },
    );
  }
  if (login.tried.length === 0) {
    return new ConnectionError('auth', `there is nothing to log in with as ${who}${accepts}${notes}`, {
      help: 'name a key with `ansible_ssh_private_key_file` or `--private-key`, or start an agent',
    });
  }
  const unbuilt = login.allowed.filter((method) => /^(gssapi|hostbased)/.test(method));
  const onlyUnbuilt = login.allowed.length > 0 && unbuilt.length === login.allowed.length;
  return new ConnectionError(
    onlyUnbuilt ? 'unsupported' : 'auth',
    `${who} was refused: tried ${login.tried.join(', ')}${accepts}${notes}`,
    {
      help: onlyUnbuilt
        ? 'set `ansible_connection: openssh` for this host, or `ssh_fallback: auto` for all'
        : `check the user and the key: \`ssh -p ${target.port} ${target.user}@${target.address}\``,
    },
  );
}
