import { describe, expect, test } from 'vitest';
import { loginShellCommand } from '../login-shell.ts';
import { ownShell } from '../own-shell.ts';
import { quote } from '../quote.ts';
import { becomeCommand } from './become.ts';
import type { BecomeOptions } from './become-line.ts';

const script = quote(ownShell(`echo 'hi'`));

const command = (options: Partial<BecomeOptions> & Pick<BecomeOptions, 'method'>): string =>
  becomeCommand({ user: 'root', password: false, ...options }, `echo 'hi'`, 'k1').command;

describe('becomeCommand', () => {
  test.each([
    [{ method: 'sudo' }, `sudo -H -S -n -u root /bin/sh -c ${script}`],
    [
      { method: 'sudo', password: true },
      `sudo -H -S -p '[sudo via runbook, key=k1] password:' -u root /bin/sh -c ${script}`,
    ],
    [
      { method: 'sudo', user: "o'b", flags: '-E -n', exe: '/opt/my sudo' },
      `'/opt/my sudo' -E -n -u 'o'\\''b' /bin/sh -c ${script}`,
    ],
    [{ method: 'doas' }, `doas -n -u root /bin/sh -c ${script}`],
    [{ method: 'doas', password: true, flags: '-C /x' }, `doas -C /x -u root /bin/sh -c ${script}`],
  ] satisfies [Partial<BecomeOptions> & Pick<BecomeOptions, 'method'>, string][])('%j', (options, expected) => {
    expect(command(options)).toBe(expected);
  });

  test('su asks for English and runs in whatever login shell the user has', () => {
    expect(becomeCommand({ method: 'su', user: 'bob', flags: '-', password: true }, 'id', 'k1').command).toBe(
      `RUNBOOK_LC_ALL="\${LC_ALL-unset}" LC_ALL=C su - bob -c ${quote(
        loginShellCommand(
          `case \${RUNBOOK_LC_ALL-keep} in\nkeep) ;; unset) unset LC_ALL ;; *) LC_ALL=$RUNBOOK_LC_ALL ;;\nesac; unset RUNBOOK_LC_ALL; id`,
        ),
      )}`,
    );
  });

  test.each([
    ['sudo', false, 'stderr'],
    ['su', false, 'stderr'],
    ['doas', true, 'stdout'],
  ] as const)('%s with a password: on a terminal %s', (method, pty, stream) => {
    const line = becomeCommand({ method, user: 'root', password: true }, 'id', 'k1');
    expect([line.pty, line.prompt.stream]).toEqual([pty, stream]);
  });

  test('doas needs no terminal when there is no password to ask for', () => {
    expect(becomeCommand({ method: 'doas', user: 'root', password: false }, 'id', 'k1').pty).toBe(false);
  });
});

describe('the prompt', () => {
  const asks = (method: BecomeOptions['method'], text: string): boolean =>
    becomeCommand({ method, user: 'root', password: true }, 'id', 'k1').prompt.matches(text);

  test.each([
    ['sudo', '[sudo via runbook, key=k1] password:', true],
    ['sudo', 'lecture [sudo via runbook, key=k1] password: ', true],
    ['sudo', '[sudo via runbook, key=other] password:', false],
    ['sudo', 'Password: ', false],
    ['su', 'Password: ', true],
    ['su', 'Passwort: ', true],
    ['su', 'パスワード：', true],
    ['su', 'Mot de passe\u00a0: ', true],
    ['su', 'Password', false],
    ['su', 'wait: ', false],
    ['doas', 'doas (me@host) password: ', true],
  ] as const)('%s: %j is %s', (method, text, expected) => {
    expect(asks(method, text)).toBe(expected);
  });
});
