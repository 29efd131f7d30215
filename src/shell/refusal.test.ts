import { expect, test } from 'vitest';
import { refusalText } from './refusal.ts';

const become = { method: 'sudo', user: 'db', password: true } as const;

test.each([
  ['wrong-password', 'Sorry.\nsudo: 1 attempt', '`sudo` did not take the password: sudo: 1 attempt'],
  ['password-required', 'x', '`sudo` wants a password to become `db`'],
  ['not-allowed', 'no', '`sudo` does not let this user become `db`: no'],
  ['needs-terminal', '', '`sudo` wants a terminal'],
  ['not-installed', 'sh: sudo: not found', '`sudo` could not be run: sh: sudo: not found'],
  ['not-started', '', '`sudo` did not start the command as `db`'],
] as const)('%s', (reason, printed, message) => {
  expect(refusalText(reason, become, printed).message).toBe(message);
});

test('without become the login shell is to blame', () => {
  expect(refusalText('not-started', undefined, 'This account is not available.')).toEqual({
    message: 'the login shell did not run the command: This account is not available.',
    help: 'check that the user may run commands: `ssh USER@HOST true`',
  });
});
