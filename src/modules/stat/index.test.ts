import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import { shells } from '../../../test/rig/shells.ts';
import type { Value } from '../../template/value.ts';
import { stat } from './index.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stat-'));
  writeFileSync(join(folder, 'f'), 'hi\n', { mode: 0o640 });
  mkdirSync(join(folder, 'd'));
  symlinkSync('f', join(folder, 'l'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) =>
  await new ModuleHost({ folder, ...options }).perform(stat, args);

const without = { get_mime: false, get_attributes: false };

describe.each(shells)('in $name', (shell) => {
  test('a file', async () => {
    const result = await run({ path: 'f' }, { shell });
    const { uid, gid, ino, dev } = statSync(join(folder, 'f'));
    expect(result).toMatchObject({
      status: 'ok',
      roundTrips: 1,
      result: {
        stat: {
          exists: true,
          path: 'f',
          mode: '0640',
          uid,
          gid,
          inode: ino,
          dev,
          size: 3,
          nlink: 1,
          isreg: true,
          isdir: false,
          islnk: false,
          rusr: true,
          xusr: false,
          rgrp: true,
          roth: false,
          isuid: false,
          readable: true,
          writeable: true,
          executable: false,
          checksum: '55ca6286e3e4f4fba5d0448333fa99fc5a404a73',
        },
      },
    });
  });

  test('a link, and what it leads to', async () => {
    const link = await run({ path: 'l', ...without }, { shell });
    expect(link.result.stat).toMatchObject({ islnk: true, lnk_target: 'f', lnk_source: join(folder, 'f') });
    expect(link.result.stat).not.toHaveProperty('checksum');
    const target = await run({ path: 'l', follow: true, ...without }, { shell });
    expect(target.result.stat).toMatchObject({ islnk: false, isreg: true, path: 'l', checksum: expect.any(String) });
    expect(target.result.stat).not.toHaveProperty('lnk_target');
  });

  test('a folder, and nothing', async () => {
    expect(await run({ path: 'd', ...without }, { shell })).toMatchObject({ result: { stat: { isdir: true } } });
    expect(await run({ path: 'gone' }, { shell })).toMatchObject({
      status: 'ok',
      because: 'gone does not exist',
      result: { stat: { exists: false } },
    });
  });

  test('what cannot be told', async () => {
    expect(await run({ path: 'f/x' }, { shell })).toMatchObject({ status: 'failed', message: 'Not a directory' });
  });
});

test.each([
  ['md5', '764efa883dda1e11db47671c4a3bbd9e'],
  ['sha256', '98ea6e4f216f2fb4b69fff9b3a44842c38686ca685f3f55dc48c5d3fb1107be4'],
])('%s', async (checksum, expected) => {
  expect(await run({ path: 'f', checksum })).toMatchObject({ result: { stat: { checksum: expected } } });
});

test('an MD5 besides', async () => {
  const md5 = '764efa883dda1e11db47671c4a3bbd9e';
  expect(await run({ path: 'f', get_md5: true })).toMatchObject({
    result: { stat: { md5, checksum: expect.any(String) } },
  });
  expect((await run({ path: '.', get_md5: true })).result.stat).not.toHaveProperty('md5');
});

test('only what was asked for', async () => {
  const { result } = await run({ path: 'f', get_checksum: false, ...without });
  for (const key of ['checksum', 'mimetype', 'charset', 'attributes', 'version'])
    expect(result.stat).not.toHaveProperty(key);
});

test('check mode looks as well', async () => {
  expect(await run({ path: 'f' }, { check: true })).toMatchObject({ status: 'ok', result: { stat: { exists: true } } });
});
