import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import { shells } from '../../../test/rig/shells.ts';
import type { Value } from '../../template/value.ts';
import { timestamp } from '../timestamp.ts';
import { shell } from './index.ts';

const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) =>
  await new ModuleHost({ folder: tmpdir(), ...options }).perform(shell, args);

const noon = Date.UTC(2024, 10, 20, 12);

test('the whole result', async () => {
  const cmd = `printf 'a\\nb\\n\\n' | cat; printf 'x\\r\\n' >&2; exit 3`;
  expect(await run({ cmd })).toEqual({
    status: 'failed',
    message: 'non-zero return code',
    result: {
      cmd,
      rc: 3,
      stdout: 'a\nb',
      stdout_lines: ['a', 'b'],
      stderr: 'x',
      stderr_lines: ['x'],
      start: timestamp(noon),
      end: timestamp(noon + 1.5),
      delta: '0:00:00.001500',
      msg: 'non-zero return code',
    },
    diffs: [],
    effects: [],
    roundTrips: 1,
  });
});

describe.each(shells)('in $name', (outer) => {
  test('many lines, quotes and a comment at the end', async () => {
    const cmd = `echo "it's" 'a "b"'\ncat <<'END'\n$HOME \\ !\nEND\n# done`;
    expect(await run({ cmd }, { shell: outer })).toMatchObject({ result: { stdout: `it's a "b"\n$HOME \\ !` } });
  });

  test('the shell of choice', async () => {
    const options = { cmd: 'echo $0 $((1 + 1)); cat', executable: '/bin/sh', chdir: '/', stdin: 'in' };
    expect(await run(options, { shell: outer })).toMatchObject({ result: { stdout: '/bin/sh 2\nin' } });
  });

  test('a wrong command line is the shell’s to complain about', async () => {
    const result = await run({ cmd: 'echo "' }, { shell: outer });
    expect(result).toMatchObject({ status: 'failed', message: 'non-zero return code', result: { stdout: '' } });
    expect(result.result.stderr).not.toBe('');
  });
});

test('a signal', async () => {
  expect(await run({ cmd: 'kill -15 $$' })).toMatchObject({ status: 'failed', result: { rc: -15 } });
});

test('guards and check mode are those of command', async () => {
  expect(await run({ cmd: 'false', creates: '/' })).toMatchObject({ status: 'ok', because: '/ exists' });
  expect(await run({ cmd: 'false' }, { check: true })).toMatchObject({ status: 'skipped', roundTrips: 0 });
});

test.each([
  [{}, '`shell` needs `cmd`'],
  [{ cmd: '\n' }, 'no command given'],
  [{ cmd: 'a\0' }, 'a NUL byte cannot be part of a command'],
])('%j is refused', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 'failed', message, roundTrips: 0 });
});
