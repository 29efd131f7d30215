import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import { shells } from '../../../test/rig/shells.ts';
import type { Value } from '../../template/value.ts';
import { script } from './index.ts';

let folder = '';
let temporary = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'script-'));
  temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  mkdirSync(join(folder, 'files'));
  const content = `#!/bin/sh\nprintf "%s|" "$@"\npwd\necho "\${0##*/}" err >&2\nexit $CODE\n`;
  writeFileSync(join(folder, 'files/s.sh'), content);
  writeFileSync(join(folder, "it's.sh"), 'echo "no first line"');
  writeFileSync(join(folder, 'big.sh'), `#!/bin/sh\necho big\nexit\n${'#'.repeat(200_000)}\0`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) => {
  const env = { ...process.env, TMPDIR: temporary };
  return await new ModuleHost({ folder, env, ...options }).perform(script, args);
};

describe.each(shells)('in $name', (shell) => {
  test('the whole result', async () => {
    expect(await run({ cmd: `s.sh a 'b c' "$UNSET_VARIABLE" `, chdir: '/usr' }, { shell })).toEqual({
      status: 'changed',
      result: {
        rc: 0,
        stdout: 'a|b c||/usr\n',
        stdout_lines: ['a|b c||/usr'],
        stderr: 's.sh err\n',
        stderr_lines: ['s.sh err'],
      },
      diffs: [],
      effects: [],
      roundTrips: 1,
    });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('without a first line, and with an odd name', async () => {
    expect(await run({ cmd: `"it's.sh"` }, { shell })).toMatchObject({ result: { stdout: 'no first line\n' } });
  });

  test('a large one', async () => {
    expect(await run({ cmd: 'big.sh' }, { shell })).toMatchObject({
      result: { stdout: 'big\n', rc: 0 },
      roundTrips: 1,
    });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('a program of choice reads it', async () => {
    expect(await run({ cmd: 's.sh x', executable: '/bin/cat' }, { shell })).toMatchObject({
      status: 'failed',
      result: { rc: 1 },
    });
  });

  test('a failure', async () => {
    const env = { ...process.env, TMPDIR: temporary, CODE: '3' };
    expect(await run({ cmd: 's.sh' }, { shell, env })).toMatchObject({
      status: 'failed',
      message: 'non-zero return code',
      result: { rc: 3 },
    });
    expect(readdirSync(temporary)).toEqual([]);
  });
});

test.each([
  [{ creates: '/' }, '/ exists, matching creates option'],
  [{ removes: '/gone' }, '/gone does not exist, matching removes option'],
])('%j: needless', async (guard, msg) => {
  expect(await run({ cmd: 's.sh', ...guard })).toMatchObject({ status: 'skipped', result: { msg }, roundTrips: 1 });
});

test('check mode skips it', async () => {
  expect(await run({ cmd: 's.sh' }, { check: true })).toMatchObject({ status: 'skipped', roundTrips: 0 });
  expect(await run({ cmd: 's.sh', creates: 'nope' }, { check: true })).toMatchObject({ status: 'changed' });
});

test('a folder that is not there', async () => {
  expect(await run({ cmd: 's.sh', chdir: '/gone' })).toMatchObject({
    status: 'failed',
    message: 'Unable to change directory before execution: no such directory: /gone',
  });
});

test('a script that is not there', async () => {
  expect(await run({ cmd: 'gone.sh a' })).toMatchObject({
    status: 'failed',
    message: `Could not find or access 'gone.sh' on this machine; searched in:\n\t${folder}/files/gone.sh\n\t${folder}/gone.sh`,
    roundTrips: 0,
  });
});

test('a folder is no script', async () => {
  expect(await run({ cmd: 'files x' })).toMatchObject({
    status: 'failed',
    message: `Could not find or access 'files' on this machine; searched in:\n\t${folder}/files/files\n\t${folder}/files`,
  });
});
