import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import { shells } from '../../../test/rig/shells.ts';
import type { Value } from '../../template/value.ts';
import { timestamp } from '../timestamp.ts';
import { command } from './index.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-'));
  writeFileSync(join(folder, 'here'), '');
  writeFileSync(join(folder, 'not-executable'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) =>
  await new ModuleHost({ folder, ...options }).perform(command, args);

const noon = Date.UTC(2024, 10, 20, 12);
const times = { start: timestamp(noon), end: timestamp(noon + 1.5), delta: '0:00:00.001500' };
const nothing = { stdout: '', stdout_lines: [], stderr: '', stderr_lines: [] };

test('the whole result', async () => {
  expect(await run({ cmd: `sh -c 'echo "a b"; echo; echo e >&2'` })).toEqual({
    status: 'changed',
    result: {
      cmd: ['sh', '-c', 'echo "a b"; echo; echo e >&2'],
      rc: 0,
      stdout: 'a b',
      stdout_lines: ['a b'],
      stderr: 'e',
      stderr_lines: ['e'],
      msg: '',
      ...times,
    },
    diffs: [],
    effects: [],
    roundTrips: 1,
  });
});

test('a return code', async () => {
  expect(await run({ cmd: 'sh -c "exit 3"' })).toMatchObject({
    status: 'failed',
    message: 'non-zero return code',
    result: { rc: 3, msg: 'non-zero return code', ...times },
  });
});

test('a signal', async () => {
  expect(await run({ cmd: `sh -c 'kill -9 $$'` })).toMatchObject({ status: 'failed', result: { rc: -9 } });
});

test.each([
  ['nosuchcmd x', 'nosuchcmd x', 2, "[Errno 2] No such file or directory: b'nosuchcmd'"],
  ['./not-executable', './not-executable', 13, "[Errno 13] Permission denied: b'./not-executable'"],
])('%s cannot be run', async (cmd, name, rc, message) => {
  expect(await run({ cmd })).toMatchObject({
    status: 'failed',
    message,
    result: { cmd: name, rc, msg: message, ...nothing },
  });
});

test('a program that says itself that something is not found', async () => {
  const result = await run({ cmd: `sh -c 'echo "x: not found" >&2; exit 127'` });
  expect(result).toMatchObject({ status: 'failed', message: 'non-zero return code', result: { rc: 127 } });
});

describe.each(shells)('in $name', (shell) => {
  test('words reach the program as they are', async () => {
    const env = { ...process.env, HOME: '/home/me', WHO: 'a  *' };
    const cmd = `printf '%s|' "a  b" $WHO ~/x \${HOME}x $NOSUCH '*' 'it"s' ; "|" >x`;
    expect(await run({ cmd }, { env, shell })).toMatchObject({
      result: { stdout: 'a  b|a  *|/home/me/x|/home/mex|$NOSUCH|*|it"s|;|||>x|' },
    });
  });

  test('a list of words', async () => {
    const argv = ['printf', '%s|', 'a b', '$NOSUCHVAR', '*', '', '\n', "'"];
    expect(await run({ argv }, { shell })).toMatchObject({ result: { stdout: "a b|$NOSUCHVAR|*||\n|'|" } });
  });

  test('the folder it runs in', async () => {
    expect(await run({ cmd: 'pwd', chdir: '/usr' }, { shell })).toMatchObject({ result: { stdout: '/usr' } });
    expect(await run({ cmd: 'pwd', chdir: '/no such' }, { shell })).toMatchObject({
      status: 'failed',
      message: 'Unable to change directory before execution: no such directory: /no such',
      result: { rc: null, start: null, ...nothing },
    });
  });

  test('the folder itself where a link leads to it, whatever `CDPATH` says', async () => {
    mkdirSync(join(folder, 'releases/1'), { recursive: true });
    const chdir = `current-${basename(shell.name)}`;
    symlinkSync('releases/1', join(folder, chdir));
    const env = { ...process.env, CDPATH: '/usr:/' };
    const places = 'basename "$(pwd)"; cd ..; basename "$(pwd)"';
    const options = { shell, env };
    expect(await run({ argv: ['sh', '-c', places], chdir }, options)).toMatchObject({
      result: { stdout: '1\nreleases' },
    });
    expect(await run({ argv: ['pwd'], chdir: `${chdir}/..` }, options)).toMatchObject({
      result: { stdout: join(folder, 'releases') },
    });
    expect(await run({ cmd: 'pwd', chdir, creates: '../1' }, options)).toMatchObject({ because: '../1 exists' });
    expect(await run({ cmd: 'pwd', chdir: '-' }, options)).toMatchObject({ status: 'failed' });
  });

  test.each([
    [{ creates: 'here' }, 'here exists'],
    [{ creates: 'h?r*' }, 'h?r* exists'],
    [{ creates: 'here', chdir: '.' }, 'here exists'],
    [{ removes: 'gone' }, 'gone does not exist'],
    [{ removes: 'g*' }, 'g* does not exist'],
  ])('%j: needless', async (guard, why) => {
    const quoted = why.replace(/^(\S+)/, "'$1'");
    expect(await run({ cmd: 'false', ...guard }, { shell })).toEqual({
      status: 'ok',
      because: why,
      result: {
        cmd: ['false'],
        rc: 0,
        msg: `Did not run command since ${quoted}`,
        stdout: `skipped, since ${why}`,
        stdout_lines: [`skipped, since ${why}`],
        stderr: '',
        stderr_lines: [],
        start: null,
        end: null,
        delta: null,
      },
      diffs: [],
      effects: [],
      roundTrips: 1,
    });
  });

  test.each([{ creates: 'gone' }, { removes: 'here' }, { creates: 'x', removes: 'h*' }])(
    '%j: needed',
    async (guard) => {
      expect(await run({ cmd: 'echo hi', ...guard }, { shell })).toMatchObject({ status: 'changed', roundTrips: 2 });
    },
  );
});

test('standard input, with a newline unless told otherwise', async () => {
  expect(await run({ cmd: 'cat', stdin: 'in' })).toMatchObject({ result: { stdout: 'in' } });
  const rest = { strip_empty_ends: false };
  expect(await run({ cmd: 'cat', stdin: 'in', ...rest })).toMatchObject({ result: { stdout: 'in\n' } });
  expect(await run({ cmd: 'cat', stdin: 'in', stdin_add_newline: false, ...rest })).toMatchObject({
    result: { stdout: 'in' },
  });
  expect(await run({ cmd: 'cat' })).toMatchObject({ result: { stdout: '' } });
});

test('check mode cannot tell, unless a guard does', async () => {
  expect(await run({ cmd: 'false' }, { check: true })).toMatchObject({ status: 'skipped', roundTrips: 0 });
  expect(await run({ cmd: 'false', creates: 'here' }, { check: true })).toMatchObject({ status: 'ok' });
  expect(await run({ cmd: 'false', creates: 'gone' }, { check: true })).toMatchObject({
    status: 'changed',
    roundTrips: 1,
  });
});

test.each([
  [{}, '`command` needs `cmd` or `argv`'],
  [{ cmd: 'a', argv: ['b'] }, '`cmd` and `argv` rule each other out'],
  [{ cmd: ' ' }, 'no command given'],
  [{ argv: [] }, 'no command given'],
  [{ cmd: "echo 'a" }, "the quote `'` is not closed"],
  [{ cmd: 'echo \0' }, 'a NUL byte cannot be part of a command'],
])('%j is refused', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 'failed', message, roundTrips: 0 });
});
