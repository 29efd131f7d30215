import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import { shells } from '../../../test/rig/shells.ts';
import type { Value } from '../../template/value.ts';
import { tempfile } from './index.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tempfile-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) =>
  await new ModuleHost({ folder, env: { ...process.env, TMPDIR: folder }, ...options }).perform(tempfile, args);

describe.each(shells)('in $name', (shell) => {
  test('a file', async () => {
    const made = await run({}, { shell });
    expect(made).toMatchObject({ status: 'changed', result: { state: 'file', mode: '0600', size: 0 }, roundTrips: 1 });
    expect(made.result.path).toMatch(new RegExp(`^${folder}/ansible\\.[a-z0-9_]{8}$`));
    expect(statSync(String(made.result.path)).isFile()).toBe(true);
  });

  test('a folder with a name of its own', async () => {
    const made = await run({ state: 'directory', path: '.', prefix: "it's ", suffix: '.d' }, { shell });
    expect(made).toMatchObject({ status: 'changed', result: { state: 'directory', mode: '0700' } });
    expect(made.result.path).toMatch(new RegExp(`^${folder}/it's [a-z0-9_]{8}\\.d$`));
  });
});

test('two are never the same', async () => {
  const paths = [await run({}), await run({})].map(({ result }) => result.path);
  expect(new Set(paths).size).toBe(2);
});

test('a folder that is not there, a name that is none, check mode', async () => {
  expect((await run({ path: '/gone' })).message).toMatch(/gone/);
  expect(await run({ prefix: 'a/b' })).toMatchObject({
    status: 'failed',
    message: expect.stringMatching(/is no file name$/),
  });
  expect(await run({}, { check: true })).toMatchObject({ status: 'skipped', roundTrips: 0 });
});
