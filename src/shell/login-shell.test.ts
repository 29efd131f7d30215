import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loginShells } from '../../test/rig/shells.ts';
import { loginShellCommand } from './login-shell.ts';
import { ownShell } from './own-shell.ts';
import { quote } from './quote.ts';

describe('loginShellCommand', () => {
  test('a plain script is readable in a process list', () => {
    expect(loginShellCommand('uptime; df -h "$HOME"')).toBe(`exec /bin/sh -c '${ownShell('uptime; df -h "$HOME"')}'`);
  });

  test('what some shell would not take literally is escaped', () => {
    expect(loginShellCommand(`echo 'a!'\nb\\`)).toBe(
      `exec /bin/sh -c '${ownShell('eval "shift;$(printf %b "$1")"')}' /bin/sh 'echo \\0047a\\0041\\0047\\0012b\\0134'`,
    );
  });

  test('messages of the shell begin with its own name, whatever the script', () => {
    const { stderr } = spawnSync('/bin/sh', ['-c', loginShellCommand('no-such\\-command')]);
    expect(stderr.toString()).toMatch(/^\/bin\/sh: [^/]*no-such-command: /);
  });

  test('a NUL byte is refused', () => {
    expect(() => loginShellCommand('a\0b')).toThrow(RangeError);
  });

  const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', ''));

  test.each(loginShells)('any text survives $name as login shell', ({ argv: [file = '', ...before] }) => {
    fc.assert(
      fc.property(text, (word) => {
        const command = loginShellCommand(`printf %s ${quote(word)}`);
        expect(execFileSync(file, [...before, '-c', command]).toString('utf8')).toBe(word);
      }),
      { numRuns: 40, examples: [["'!a\\'\n\\\\\r\t$x`y`"], ['%d %s\\c'], ['a! b!=c!(d'], ['日本語 é']] },
    );
  });
});
