import type { BecomeOptions } from './become/become-line.ts';

/** Why a script was not started. */
export type Refusal =
  | 'wrong-password'
  | 'password-required'
  | 'not-allowed'
  | 'needs-terminal'
  | 'not-installed'
  | 'not-started';

/** A refusal in words, and what to do about it. */
export interface RefusalText {
  readonly message: string;
  readonly help: string;
}

/** Says why a script was not started, for the outcome of a task. `printed` is what was printed instead. */
export function refusalText(reason: Refusal, become: BecomeOptions | undefined, printed: string): RefusalText {
  const last = printed.split('\n').at(-1)?.trim() ?? '';
  const quoted = last === '' ? '' : `: ${last}`;
  if (become === undefined) {
    return {
      message: `the login shell did not run the command${quoted}`,
      help: 'check that the user may run commands: `ssh USER@HOST true`',
    };
  }
  const way = `\`${become.exe ?? become.method}\``;
  const user = `\`${become.user}\``;
  switch (reason) {
    case 'wrong-password':
      return {
        message: `${way} did not take the password${quoted}`,
        help: 'it was tried once; check `ansible_become_password`, or give it again with `-K`',
      };
    case 'password-required':
      return {
        message: `${way} wants a password to become ${user}`,
        help: 'give it with `-K` or `ansible_become_password`',
      };
    case 'not-allowed':
      return {
        message: `${way} does not let this user become ${user}${quoted}`,
        help: 'let an administrator allow it',
      };
    case 'needs-terminal':
      return {
        message: `${way} wants a terminal${quoted}`,
        help: 'remove `requiretty` on the host, or choose another `become_method`',
      };
    case 'not-installed':
      return {
        message: `${way} could not be run${quoted}`,
        help: 'install it on the host, or set `become_method` or `become_exe`',
      };
    case 'not-started':
      return {
        message: `${way} did not start the command as ${user}${quoted}`,
        help: 'try the same on the host by hand',
      };
  }
}
