import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import type { Value } from '../../template/value.ts';
import { fetch } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fetch-'));
  mkdirSync(join(folder, 'here/d'), { recursive: true });
  writeFileSync(join(folder, 'f'), 'hi\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

const sha1 = '55ca6286e3e4f4fba5d0448333fa99fc5a404a73';
const md5 = '764efa883dda1e11db47671c4a3bbd9e';

const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) => {
  const variables = { playbook_dir: join(folder, 'here'), inventory_hostname: 'web1' };
  return await new ModuleHost({ folder, variables, ...options }).perform(fetch, args);
};

test('into a folder for each host, then no more', async () => {
  const src = join(folder, 'f');
  const dest = join(folder, 'here/all/web1', src);
  expect(await run({ src, dest: 'all' })).toEqual({
    status: 'changed',
    result: { dest, checksum: sha1, remote_checksum: sha1, md5sum: md5, remote_md5sum: null },
    diffs: [],
    effects: [{ kind: 'fetched', path: dest }],
    roundTrips: 2,
  });
  expect(readFileSync(dest, 'utf8')).toBe('hi\n');
  expect(await run({ src, dest: 'all' })).toEqual({
    status: 'ok',
    because: `${dest} is the same file`,
    result: { dest, file: src, checksum: sha1, md5sum: md5 },
    diffs: [],
    effects: [{ kind: 'fetched', path: dest }],
    roundTrips: 1,
  });
  writeFileSync(dest, 'other');
  expect(await run({ src, dest: 'all' })).toMatchObject({ status: 'changed' });
});

test.each([
  ['rack/web1', 'rack/web1'],
  ['/abs/web1', 'abs/web1'],
])('a host called %s has a folder below `dest`', async (inventory_hostname, below) => {
  const src = join(folder, 'f');
  const variables = { playbook_dir: join(folder, 'here'), inventory_hostname };
  expect(await run({ src, dest: 'all' }, { variables })).toMatchObject({
    result: { dest: join(folder, 'here/all', below, src) },
  });
});

test.each(['..', '.', '/', 'a/../..', 'a\0b', '../all/web2'])(
  'a host called %j fails before anything is written',
  async (inventory_hostname) => {
    const variables = { playbook_dir: join(folder, 'here'), inventory_hostname };
    expect(await run({ src: join(folder, 'f'), dest: 'all' }, { variables })).toMatchObject({
      status: 'failed',
      message: `the host is called \`${inventory_hostname}\`, which names no folder below ${join(folder, 'here/all')}`,
    });
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['f', 'here', 'here/d']);
  },
);

test('a source that climbs stays below the folder of its host', async () => {
  const src = `${folder}/here/../../../../../../../../../../../..${folder}/f`;
  expect(await run({ src, dest: 'all' })).toMatchObject({
    status: 'changed',
    result: { dest: join(folder, 'here/all/web1', folder, 'f') },
  });
});

test.each([
  ['flat/', 'here/flat/f'],
  ['flat', 'here/flat'],
  ['d/', 'here/d/f'],
])('flat into %s', async (dest, path) => {
  expect(await run({ src: 'f', dest, flat: true })).toMatchObject({
    status: 'changed',
    result: { dest: join(folder, path) },
  });
  expect(readFileSync(join(folder, path), 'utf8')).toBe('hi\n');
});

test('a file that is not there', async () => {
  const message = 'the remote file does not exist, not transferring, ignored';
  expect(await run({ src: 'gone', dest: 'x' })).toMatchObject({ status: 'failed', message });
  expect(await run({ src: 'gone', dest: 'x', fail_on_missing: false })).toMatchObject({
    status: 'ok',
    result: { msg: message, file: 'gone' },
  });
});

test.each<[Record<string, Value>, string]>([
  [{ src: 'here', dest: 'x' }, 'remote file is a directory, fetch cannot work on directories'],
  [
    { src: 'f', dest: 'd', flat: true },
    'dest is an existing directory, use a trailing slash if you want to fetch src into that directory',
  ],
  [{ src: 'f/x', dest: 'x' }, 'the remote file cannot be read: Not a directory'],
  [{ src: 'f' }, '`fetch` needs `dest`'],
])('%j fails', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 'failed', message });
});

test('check mode skips it', async () => {
  expect(await run({ src: 'f', dest: 'x' }, { check: true })).toMatchObject({ status: 'skipped', roundTrips: 0 });
});
