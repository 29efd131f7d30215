import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import { shells } from '../../../test/rig/shells.ts';
import type { Value } from '../../template/value.ts';
import { file } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (...names: string[]): string => join(folder, ...names);
const modeOf = (...names: string[]): number => lstatSync(at(...names)).mode & 0o7777;
const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) =>
  await new ModuleHost({ folder, ...options }).perform(file, args);

test('the whole result of a change and of none', async () => {
  const { uid, gid } = statSync(folder);
  const [owner, group] = ['-un', '-gn'].map((flag) => execFileSync('id', [flag]).toString().trim());
  const usual = `0${(0o777 & ~process.umask()).toString(8)}`;
  const attributes = { uid, gid, owner, group, mode: '0750', state: 'directory', size: 4096 };
  expect(await run({ path: 'd', state: 'directory', mode: '0750' })).toEqual({
    status: 'changed',
    result: {
      path: 'd',
      diff: {
        before: { path: 'd', state: 'absent', mode: '0755' },
        after: { path: 'd', state: 'directory', mode: '0750' },
      },
      ...attributes,
    },
    diffs: [{ path: 'd', before: `state: absent\nmode: ${usual}\n`, after: 'state: directory\nmode: 0750\n' }],
    effects: [],
    roundTrips: 2,
  });
  expect(await run({ path: 'd', state: 'directory', mode: '0750' })).toEqual({
    status: 'ok',
    because: 'd is as it should be',
    result: { path: 'd', diff: { before: { path: 'd' }, after: { path: 'd' } }, ...attributes },
    diffs: [],
    effects: [],
    roundTrips: 1,
  });
});

describe.each(shells)('in $name', (shell) => {
  const again = async (args: Record<string, Value>): Promise<string[]> => {
    const check = await run(args, { shell, check: true });
    const first = await run(args, { shell });
    const second = await run(args, { shell });
    return [check, first, second].map(({ status }) => status);
  };

  test('folders, with odd names', async () => {
    expect(await again({ path: "a/it's \n/-c", state: 'directory', mode: 'u=rwx,go=' })).toEqual([
      'changed',
      'changed',
      'ok',
    ]);
    expect([modeOf('a'), modeOf('a', "it's \n"), modeOf('a', "it's \n", '-c')]).toEqual([0o700, 0o700, 0o700]);
    expect(await again({ path: '-x', state: 'directory' })).toEqual(['changed', 'changed', 'ok']);
  });

  test('all below a folder', async () => {
    mkdirSync(at('d/sub'), { recursive: true });
    for (const [name, mode] of [
      ['d/x', 0o755],
      ['d/y', 0o640],
      ["d/sub/it's\nz", 0o600],
    ] as const) {
      writeFileSync(at(name), '', { mode });
    }
    symlinkSync('x', at('d/link'));
    expect(await again({ path: 'd', state: 'directory', recurse: true, mode: 'u=rwX,g=rX,o=' })).toEqual([
      'changed',
      'changed',
      'ok',
    ]);
    expect([modeOf('d'), modeOf('d/sub'), modeOf('d/x'), modeOf('d/y'), modeOf("d/sub/it's\nz")]).toEqual([
      0o750, 0o750, 0o750, 0o640, 0o640,
    ]);
  });

  test('empty files', async () => {
    expect(await again({ path: 't', state: 'touch', mode: '0640' })).toEqual(['changed', 'changed', 'changed']);
    const kept = { access_time: 'preserve', modification_time: 'preserve' };
    expect(await again({ path: 't', state: 'touch', ...kept })).toEqual(['ok', 'ok', 'ok']);
    expect(await again({ path: 't2', state: 'touch', ...kept })).toEqual(['changed', 'changed', 'ok']);
    const time = { modification_time: '2020-01-02 03:04:05', modification_time_format: '%Y-%m-%d %H:%M:%S' };
    expect(await again({ path: 't', ...time })).toEqual(['changed', 'changed', 'ok']);
    expect(statSync(at('t')).mtime).toEqual(new Date(2020, 0, 2, 3, 4, 5));
  });

  test('links', async () => {
    writeFileSync(at('one'), '');
    mkdirSync(at('two'));
    expect(await again({ path: 'l', state: 'link', src: 'one' })).toEqual(['changed', 'changed', 'ok']);
    expect(await again({ path: 'l', state: 'link', src: 'two' })).toEqual(['changed', 'changed', 'ok']);
    expect(await again({ path: 'l', state: 'link', src: 'one' })).toEqual(['changed', 'changed', 'ok']);
    expect(readlinkSync(at('l'))).toBe('one');
    expect(readdirSync(at('two'))).toEqual([]);
    expect(await again({ path: 'l', mode: '0600' })).toEqual(['changed', 'changed', 'ok']);
    expect(modeOf('one')).toBe(0o600);
    expect(await again({ path: 'gone', state: 'link', src: 'no where', force: true })).toEqual([
      'changed',
      'changed',
      'ok',
    ]);
    writeFileSync(at('two/x'), '');
    expect(await again({ path: 'two', state: 'link', src: '../one', force: true })).toEqual([
      'failed',
      'failed',
      'failed',
    ]);
    rmSync(at('two/x'));
    expect(await again({ path: 'two', state: 'link', src: '../one', force: true })).toEqual([
      'changed',
      'changed',
      'ok',
    ]);
    expect(await again({ path: 'h', state: 'hard', src: 'one' })).toEqual(['changed', 'changed', 'ok']);
    expect(lstatSync(at('h')).ino).toBe(lstatSync(at('one')).ino);
  });

  test('a link in the way of a folder', async () => {
    mkdirSync(at('real'));
    symlinkSync('real', at('l'));
    expect(await again({ path: 'l', state: 'directory', mode: '0711' })).toEqual(['changed', 'changed', 'ok']);
    expect([modeOf('real'), lstatSync(at('l')).isSymbolicLink()]).toEqual([0o711, true]);
  });

  test('nothing left', async () => {
    mkdirSync(at('d/e'), { recursive: true });
    symlinkSync('d', at('l'));
    expect(await again({ path: 'l/', state: 'absent' })).toEqual(['changed', 'changed', 'ok']);
    expect(existsSync(at('d/e'))).toBe(true);
    expect(await again({ path: 'd', state: 'absent' })).toEqual(['changed', 'changed', 'ok']);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('check mode changes nothing', async () => {
  writeFileSync(at('f'), '', { mode: 0o600 });
  await run({ path: 'f', mode: '0644' }, { check: true });
  await run({ path: 'f', state: 'absent' }, { check: true });
  await run({ path: 'd', state: 'directory' }, { check: true });
  expect([readdirSync(folder), modeOf('f')]).toEqual([['f'], 0o600]);
});

test('a user or group that an earlier task would make', async () => {
  mkdirSync(at('d'));
  const args = { path: 'd', state: 'directory', owner: 'nosuchuser' };
  const message = 'chown failed: failed to look up user nosuchuser';
  expect(await run(args)).toMatchObject({ status: 'failed', message });
  expect(await run(args, { check: true })).toMatchObject({ status: 'changed' });
  expect(await run({ ...args, path: 'e' }, { check: true })).toMatchObject({ status: 'changed' });
  expect(await run({ ...args, path: 'e', state: 'absent' })).toMatchObject({ status: 'ok' });
});

test('where a folder’s set-id bits stand in the way of chmod', async () => {
  mkdirSync(at('d'));
  execFileSync('chmod', ['2755', at('d')]);
  expect(await run({ path: 'd', mode: '0755' })).toMatchObject({ status: 'changed' });
  expect(await run({ path: 'd', mode: '0755' })).toMatchObject({ status: 'ok' });
  expect(modeOf('d')).toBe(0o755);
});

test('a home', async () => {
  const env = { ...process.env, HOME: folder, WHERE: 'sub' };
  expect(await run({ path: '~/$WHERE', state: 'directory' }, { env })).toMatchObject({ result: { path: at('sub') } });
});

test.each<[Record<string, Value>, string]>([
  [{ path: 'gone' }, 'file (gone) is absent, cannot continue'],
  [{ path: '.', state: 'file' }, 'file (.) is directory, cannot continue'],
  [{ path: 'f', state: 'directory' }, 'f already exists as a file'],
  [{ path: 'f/x', state: 'touch' }, 'f/x: Not a directory'],
  [{ path: 'f', owner: 'no such user' }, 'chown failed: failed to look up user no such user'],
  [{ path: 'f', group: 'nosuchgroup' }, 'chgrp failed: failed to look up group nosuchgroup'],
  [{ path: 'l', state: 'link' }, 'src is required for creating new symlinks'],
  [
    { path: 'l', state: 'link', src: 'gone' },
    'src file does not exist, use "force=yes" if you really want to create the link: gone',
  ],
  [{ path: 'f', state: 'link', src: 'f' }, 'refusing to convert from file to symlink for f'],
  [{ path: 'l', state: 'hard' }, 'src is required for creating new hardlinks'],
  [{ path: 'l', state: 'hard', src: 'gone' }, 'src does not exist'],
  [{ path: 'f', recurse: true }, "recurse option requires state to be 'directory'"],
  [{ path: 'f', src: 'x' }, "src option requires state to be 'link' or 'hard'"],
  [{ path: 'f', attributes: '+i' }, '`attributes` is not built into runbook'],
  [
    { path: 'f', modification_time: 'noon' },
    '`modification_time` is `noon`, which is no time as `modification_time_format` (`%Y%m%d%H%M.%S`) writes it',
  ],
  [{ path: 'f', mode: 'rw' }, '`mode` must be a mode, such as `"0644"` or `u=rw,g=r`, not `rw`'],
  [
    { path: 'f', state: 'presnt' },
    '`state` must be one of `absent`, `directory`, `file`, `hard`, `link`, `touch`, not `presnt`',
  ],
  [{}, '`file` needs `path`'],
])('%j fails', async (args, message) => {
  writeFileSync(at('f'), '');
  expect(await run(args)).toMatchObject({ status: 'failed', message });
});

test('what the host refuses is its message', async () => {
  expect((await run({ path: '/proc/nope', state: 'directory' })).message).toMatch(/^mkdir: .*nope/);
});
