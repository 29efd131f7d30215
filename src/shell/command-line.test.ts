import { describe, expect, test } from 'vitest';
import { launch } from '../../test/rig/launch.ts';
import { loginShells } from '../../test/rig/shells.ts';
import { commandLine, type Launch } from './command-line.ts';
import { guarded } from './guard.ts';
import { ownShell } from './own-shell.ts';

const token = '0123abcd';
const plain = { stdinBytes: 0, nested: false };

const line = (rest: Partial<Launch> & { script: string }) => commandLine({ token, ...rest });

describe('commandLine', () => {
  test('a short script stays readable', () => {
    expect(line({ script: 'uptime' })).toEqual({
      command: `exec /bin/sh -c '${ownShell(`echo RUNBOOK""-0123abcd $$; echo RUNBOOK""-0123abcd >&2; ${guarded('uptime', plain)}`)}'`,
      preamble: '',
      pty: false,
      lifeline: true,
      opening: { marker: 'RUNBOOK-0123abcd', pty: false, password: false },
    });
  });

  test('raw text is handed over as it is', () => {
    expect(line({ script: "show 'version'", raw: true, environment: { A: 'b' } })).toEqual({
      command: "show 'version'",
      preamble: '',
      pty: false,
      lifeline: false,
    });
  });

  test('the marker itself is nowhere in the command', () => {
    for (const method of ['sudo', 'su', 'doas'] as const) {
      const { command, opening } = line({ script: 'id', become: { method, user: 'root', password: true } });
      expect(command).not.toContain(opening?.marker);
    }
  });

  test('a confidential script is nowhere in the command', () => {
    const { command, preamble } = line({ script: 'echo hunter2', confidential: true });
    expect(command).not.toContain('hunter2');
    expect(preamble).toBe('echo hunter2\n');
  });
});

describe.each(loginShells)('with $name as login shell', (shell) => {
  test('output, status and environment come through', async () => {
    const script = `echo "$A"; printf '%s' "it's !" >&2; exit 7`;
    const result = await launch(line({ script, environment: { A: "x 'y' !\n\\z" } }), { shell });
    expect(result).toEqual({ code: 7, signal: null, stdout: "x 'y' !\n\\z\n", stderr: "it's !", passwordsSent: 0 });
  });

  test('standard input comes through, empty without any', async () => {
    expect(await launch(line({ script: 'cat', stdinBytes: 4 }), { shell, stdin: 'a\0b\n' })).toMatchObject({
      code: 0,
      stdout: 'a\0b\n',
    });
    expect(await launch(line({ script: 'cat' }), { shell })).toMatchObject({ code: 0, stdout: '' });
  });

  test('a confidential script leaves standard input to its command', async () => {
    const script = `cat; printf '%s\\n' "a\\b"`;
    const sent = line({ script, confidential: true, stdinBytes: 2 });
    expect(sent.command).not.toContain('printf %s');
    expect(await launch(sent, { shell, stdin: 'in' })).toMatchObject({ code: 0, stdout: 'ina\\b\n', stderr: '' });
  });

  test('a script too long for an argument still runs', async () => {
    const script = `: ${"'".repeat(2)}${'x'.repeat(140_000)}\necho done`;
    expect(await launch(line({ script }), { shell })).toMatchObject({ code: 0, stdout: 'done\n', stderr: '' });
    const withInput = await launch(line({ script: `${script}; cat`, stdinBytes: 2 }), { shell, stdin: 'in' });
    expect(withInput).toMatchObject({ code: 0, stdout: 'done\nin' });
  });
});

test('what a noisy login shell prints is not taken for output', async () => {
  const noisy = line({ script: 'echo out; echo err >&2' });
  const command = `printf 'Welcome! '; printf 'tset: unknown terminal' >&2; ${noisy.command}`;
  expect(await launch({ ...noisy, command })).toMatchObject({ code: 0, stdout: 'out\n', stderr: 'err\n' });
});

test('a login shell that runs nothing is said so', async () => {
  const closed = line({ script: 'echo out' });
  const command = 'echo This account is currently not available.; exit 1';
  expect(await launch({ ...closed, command })).toMatchObject({
    code: 1,
    stdout: '',
    refusal: 'not-started',
    text: 'This account is currently not available.',
  });
});
