import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
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
import { dict, type Value } from '../../template/value.ts';
import { copy } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copy-'));
  mkdirSync(join(folder, 'files/tree/sub'), { recursive: true });
  mkdirSync(join(folder, 'files/tree/empty'));
  writeFileSync(join(folder, 'files/h.txt'), 'hello\n');
  writeFileSync(join(folder, 'files/tree/a'), 'a\n');
  writeFileSync(join(folder, "files/tree/sub/it's\nb"), 'b\n');
  chmodSync(join(folder, 'files/tree/a'), 0o750);
  symlinkSync('a', join(folder, 'files/tree/link'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (...names: string[]): string => join(folder, ...names);
const textOf = (...names: string[]): string => readFileSync(at(...names), 'utf8');
const modeOf = (...names: string[]): number => lstatSync(at(...names)).mode & 0o7777;
const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) =>
  await new ModuleHost({ folder, ...options }).perform(copy, args);

const sha1 = 'f572d396fae9206628714fb2ce00f72e94f2258f';

test('the whole result of a change and of none', async () => {
  const src = at('files/h.txt');
  const { uid, gid } = statSync(folder);
  const first = await run({ src: 'h.txt', dest: 'new', mode: '0640' }, { wantsDiff: true });
  const { owner, group } = first.result;
  const attributes = { uid, gid, owner, group, mode: '0640', state: 'file', size: 6 };
  expect(first).toEqual({
    status: 'changed',
    result: {
      dest: 'new',
      src,
      checksum: sha1,
      md5sum: 'b1946ac92492d2347c6235b4d2611184',
      diff: [{ before: '', after: 'hello\n', after_header: src }],
      ...attributes,
    },
    diffs: [{ path: 'new', before: '', after: 'hello\n' }],
    effects: [],
    roundTrips: 2,
  });
  expect(await run({ src: 'h.txt', dest: 'new', mode: '0640' })).toEqual({
    status: 'ok',
    because: 'new has this content already',
    result: {
      dest: 'new',
      path: 'new',
      checksum: sha1,
      diff: { before: { path: 'new' }, after: { path: 'new' } },
      ...attributes,
    },
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
  const once = ['changed', 'changed', 'ok'];

  test('texts', async () => {
    expect(await again({ content: "it's\n\\ $x\n", dest: "a 'b'" })).toEqual(once);
    expect(textOf("a 'b'")).toBe("it's\n\\ $x\n");
    expect(await again({ content: '', dest: 'empty' })).toEqual(once);
    expect(await again({ content: dict({ a: [1, 'é'] }), dest: '-json' })).toEqual(once);
    expect(textOf('-json')).toBe('{"a": [1, "\\u00e9"]}');
  });

  test('files into folders', async () => {
    mkdirSync(at('d'));
    expect(await again({ src: 'h.txt', dest: 'd' })).toEqual(once);
    expect(await again({ src: 'h.txt', dest: 'd/' })).toEqual(['ok', 'ok', 'ok']);
    expect(await again({ src: 'h.txt', dest: 'x/y z/', directory_mode: '0711' })).toEqual(once);
    expect([textOf('d/h.txt'), textOf('x/y z/h.txt'), modeOf('x'), modeOf('x/y z')]).toEqual([
      'hello\n',
      'hello\n',
      0o711,
      0o711,
    ]);
  });

  test('what the task does not ask for stays', async () => {
    writeFileSync(at('old'), 'old');
    chmodSync(at('old'), 0o604);
    expect(await again({ content: 'new', dest: 'old' })).toEqual(once);
    expect([textOf('old'), modeOf('old')]).toEqual(['new', 0o604]);
    expect(await again({ content: 'new', dest: 'old', mode: 'g+w' })).toEqual(once);
    expect(await again({ content: 'newer', dest: 'old', mode: 'o-r' })).toEqual(once);
    expect(modeOf('old')).toBe(0o620);
    expect(await again({ src: 'tree/a', dest: 'kept', mode: 'preserve' })).toEqual(once);
    expect(modeOf('kept')).toBe(0o750);
  });

  test('a folder with all in it', async () => {
    expect(await again({ src: 'tree', dest: 'to/here' })).toEqual(once);
    expect([textOf('to/here/tree/a'), textOf('to/here/tree/link'), textOf("to/here/tree/sub/it's\nb")]).toEqual([
      'a\n',
      'a\n',
      'b\n',
    ]);
    expect(readdirSync(at('to/here/tree/empty'))).toEqual([]);
    expect(await again({ src: 'tree/', dest: 'inside', local_follow: false, mode: 'preserve' })).toEqual(once);
    expect([readlinkSync(at('inside/link')), modeOf('inside/a')]).toEqual(['a', 0o750]);
    writeFileSync(at('inside/a'), 'changed');
    expect(await again({ src: 'tree/', dest: 'inside', local_follow: false })).toEqual(once);
    expect([textOf('inside/a'), modeOf('inside/a')]).toEqual(['a\n', 0o750]);
  });

  test('from one place of the host to another', async () => {
    const src = at('files');
    expect(await again({ src: `${src}/h.txt`, dest: 'r1', remote_src: true })).toEqual(once);
    expect(await again({ src: `${src}/tree`, dest: 'r2', remote_src: true })).toEqual(once);
    expect(await again({ src: `${src}/tree/`, dest: 'r3', remote_src: true, mode: '0600' })).toEqual(once);
    expect([textOf('r1'), textOf("r2/tree/sub/it's\nb"), readlinkSync(at('r2/tree/link'))]).toEqual([
      'hello\n',
      'b\n',
      'a',
    ]);
    expect([modeOf('r2/tree/a'), modeOf('r3/a')]).toEqual([0o750, 0o600]);
  });

  test('links at the destination', async () => {
    writeFileSync(at('target'), 'old');
    symlinkSync('target', at('link'));
    expect(await again({ content: 'one', dest: 'link', follow: true })).toEqual(once);
    expect([textOf('target'), lstatSync(at('link')).isSymbolicLink()]).toEqual(['one', true]);
    expect(await again({ content: 'two', dest: 'link' })).toEqual(once);
    expect([textOf('target'), textOf('link'), lstatSync(at('link')).isSymbolicLink()]).toEqual(['one', 'two', false]);
  });

  test('a large file', async () => {
    const bytes = Buffer.alloc(3_000_000, 'x\0y');
    writeFileSync(at('files/big'), bytes);
    expect(await again({ src: 'big', dest: 'big' })).toEqual(once);
    expect(readFileSync(at('big')).equals(bytes)).toBe(true);
  });

  test('a backup', async () => {
    writeFileSync(at('old'), 'old');
    const { result } = await run({ content: 'new', dest: 'old', backup: true }, { shell });
    expect(result.backup_file).toMatch(/^old\.\d+\.\d{4}-\d\d-\d\d@\d\d:\d\d:\d\d~$/);
    expect(textOf(String(result.backup_file))).toBe('old');
    expect(await run({ content: 'x', dest: 'brand-new', backup: true }, { shell })).not.toHaveProperty(
      'result.backup_file',
    );
  });
});

test('a host that can only take MD5 checksums', async () => {
  const tools = at('tools');
  mkdirSync(tools);
  const needed = [
    'stat',
    'md5sum',
    'readlink',
    'ls',
    'id',
    'wc',
    'cat',
    'chmod',
    'chown',
    'chgrp',
    'mv',
    'rm',
    'sh',
    'date',
    'mkdir',
  ];
  for (const tool of needed) {
    const path = ['/usr/bin', '/bin'].map((bin) => join(bin, tool)).find((candidate) => existsSync(candidate));
    if (path !== undefined) symlinkSync(path, join(tools, tool));
  }
  const env = { ...process.env, PATH: tools };
  expect(await run({ src: 'h.txt', dest: 'x' }, { env })).toMatchObject({ status: 'changed' });
  expect(await run({ src: 'h.txt', dest: 'x' }, { env })).toMatchObject({ status: 'ok' });
});

test('force, checksum and validate', async () => {
  writeFileSync(at('old'), 'old');
  expect(await run({ content: 'new', dest: 'old', force: false })).toMatchObject({
    status: 'ok',
    because: 'old exists, and force is off',
    result: { dest: 'old' },
  });
  expect(await run({ src: 'h.txt', dest: 'x', checksum: sha1 })).toMatchObject({ status: 'changed' });
  expect(await run({ content: 'new', dest: 'old', validate: 'grep -q new %s' })).toMatchObject({ status: 'changed' });
  const refused = await run({ content: 'newer', dest: 'old', validate: 'grep -q old %s' });
  expect(refused).toMatchObject({ status: 'failed', message: 'failed to validate' });
  expect(textOf('old')).toBe('new');
});

test('a diff is of texts only', async () => {
  writeFileSync(at('old'), 'old\n');
  const diffs = async (args: Record<string, Value>) => (await run(args, { wantsDiff: true, check: true })).diffs;
  expect(await diffs({ content: 'new\n', dest: 'old' })).toEqual([{ path: 'old', before: 'old\n', after: 'new\n' }]);
  expect(await diffs({ content: 'a\0b', dest: 'old' })).toEqual([]);
  writeFileSync(at('binary'), Buffer.from([0xff, 0, 1]));
  expect(await diffs({ content: 'new\n', dest: 'binary' })).toEqual([]);
  writeFileSync(at('long'), 'x'.repeat(200_000));
  expect(await diffs({ content: 'new\n', dest: 'long' })).toEqual([]);
});

test('check mode changes nothing', async () => {
  const before = readdirSync(folder);
  await run({ content: 'x', dest: 'x' }, { check: true });
  await run({ src: 'tree', dest: 'y' }, { check: true });
  await run({ src: at('files/tree'), dest: 'z', remote_src: true }, { check: true });
  expect(readdirSync(folder)).toEqual(before);
});

test.each<[Record<string, Value>]>([
  [{ content: 'x', dest: 'no/such/x' }],
  [{ src: 'h.txt', dest: 'x', owner: 'nosuchuser' }],
  [{ src: 'h.txt', dest: 'same', group: 'nosuchgroup' }],
  [{ src: 'tree', dest: 'x', owner: 'nosuchuser' }],
  [{ src: '/etc', dest: 'x', remote_src: true, owner: 'nosuchuser' }],
])('%j would change in check mode, where earlier tasks have not made what it stands on', async (args) => {
  await run({ src: 'h.txt', dest: 'same' });
  expect(await run(args)).toMatchObject({ status: 'failed' });
  expect(await run(args, { check: true })).toMatchObject({ status: 'changed' });
});

test.each<[Record<string, Value>, string]>([
  [{ dest: 'x' }, '`copy` needs `src` or `content`'],
  [{ dest: 'x', src: 'a', content: 'b' }, '`src` and `content` rule each other out'],
  [{ src: 'h.txt' }, '`copy` needs `dest`'],
  [{ content: 'x', dest: 'files' }, 'can not use content with a dir as dest'],
  [{ content: 'x', dest: 'gone/' }, 'can not use content with a dir as dest'],
  [{ src: 'h.txt', dest: 'no/such/x' }, 'Destination directory no/such does not exist'],
  [{ src: 'h.txt', dest: 'f/x' }, 'Failed to get information on remote file (f/x): Not a directory'],
  [{ src: 'h.txt', dest: 'x', checksum: 'abc' }, 'Copied file does not match the expected checksum. Transfer failed.'],
  [{ src: 'h.txt', dest: 'x', validate: 'grep' }, 'validate must contain %s: grep'],
  [{ src: 'h.txt', dest: 'x', owner: 'nosuchuser' }, 'chown failed: failed to look up user nosuchuser'],
  [{ src: 'tree', dest: 'x', group: 'nosuchgroup' }, 'chgrp failed: failed to look up group nosuchgroup'],
  [{ src: '/gone', dest: 'x', remote_src: true }, 'Source /gone not found'],
  [{ src: 'h.txt', dest: 'x', attributes: '+i' }, '`attributes` is not built into runbook'],
])('%j fails', async (args, message) => {
  writeFileSync(at('f'), '');
  expect(await run(args)).toMatchObject({ status: 'failed', message });
});

test('a source that is nowhere', async () => {
  expect(await run({ src: 'gone', dest: 'x' })).toMatchObject({
    status: 'failed',
    message: `Could not find or access 'gone' on this machine; searched in:\n\t${at('files/gone')}\n\t${at('gone')}`,
    roundTrips: 0,
  });
});
