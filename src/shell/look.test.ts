import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shells } from '../../test/rig/shells.ts';
import { modeOf } from './file-state.ts';
import { type Digest, Fields, type Looked, look, lookFunctions } from './look.ts';
import { quote } from './quote.ts';

let folder = '';
const names = ['plain', "it's a\nname", '-dash', 'trailing\n', 'a|b'];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'look-'));
  for (const name of names) writeFileSync(join(folder, name), `content of ${name}`);
  chmodSync(join(folder, 'plain'), 0o4751);
  mkdirSync(join(folder, 'sub'), { mode: 0o1777 });
  symlinkSync('plain', join(folder, 'link'));
  symlinkSync('no such\ntarget\n', join(folder, 'broken'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const toolsWithout = (...hidden: string[]): string => {
  const bin = mkdtempSync(join(folder, 'bin-'));
  for (const tool of ['stat', 'ls', 'readlink', 'sha1sum', 'shasum', 'openssl', 'python3']) {
    if (hidden.includes(tool)) writeFileSync(join(bin, tool), '#!/bin/sh\nexit 127\n', { mode: 0o755 });
  }
  return `${bin}${delimiter}${process.env.PATH}`;
};

function looked(argv: readonly string[], commands: readonly string[], path = process.env.PATH): Looked[] {
  const [file = '', ...before] = argv;
  const script = `${lookFunctions}${commands.join('\n')}`;
  const out = execFileSync(file, [...before, '-c', script], { cwd: folder, env: { ...process.env, PATH: path } });
  const fields = new Fields(out.toString());
  const all: Looked[] = [];
  while (!fields.done) all.push(fields.look());
  return all;
}

describe.each(shells)('look in $name', ({ argv }) => {
  test('a file with all that stat(2) tells', () => {
    const [plain] = looked(argv, [look('plain', { checksum: 'sha1' })]);
    const real = statSync(join(folder, 'plain'));
    expect(plain).toMatchObject({
      path: 'plain',
      state: {
        kind: 'file',
        mode: 0o4751,
        links: 1,
        uid: real.uid,
        gid: real.gid,
        size: 16,
        device: real.dev,
        inode: real.ino,
        blocks: real.blocks,
        blockSize: real.blksize,
        rdev: 0,
        readable: true,
        writeable: true,
        executable: true,
        checksum: createHash('sha1').update('content of plain').digest('hex'),
      },
    });
    expect(Number(plain?.state?.modified)).toBeCloseTo(real.mtimeMs / 1000, 3);
    expect(Number(plain?.state?.changed)).toBeCloseTo(real.ctimeMs / 1000, 3);
    expect(plain?.state?.modifiedText).toMatch(/^\d{12}\.\d\d$/);
  });

  test('names of all kinds', () => {
    const all = looked(
      argv,
      names.map((name) => look(quote(name), { checksum: 'sha1' })),
    );
    expect(all.map(({ path }) => path)).toEqual(names);
    expect(all.map(({ state }) => state?.checksum)).toEqual(
      names.map((name) => createHash('sha1').update(`content of ${name}`).digest('hex')),
    );
  });

  test('links, followed and not', () => {
    const all = looked(argv, [
      look('link', { checksum: 'sha1' }),
      look('link', { follow: true, checksum: 'sha1' }),
      look('broken'),
      look('broken', { follow: true }),
    ]);
    expect(all.map(({ state }) => [state?.kind, state?.target, state?.checksum?.length])).toEqual([
      ['link', 'plain', undefined],
      ['file', 'plain', 40],
      ['link', 'no such\ntarget\n', undefined],
      [undefined, undefined, undefined],
    ]);
    expect(all[0]?.state?.realPath).toBe(join(folder, 'plain'));
    expect(all[0]?.state?.size).toBe(lstatSync(join(folder, 'link')).size);
  });

  test('folders and devices', () => {
    const all = looked(argv, [look('sub'), look('/dev/null')]);
    expect(all.map(({ state }) => [state?.kind, state?.mode, state?.rdev])).toEqual([
      ['directory', 0o1777 & ~process.umask(), 0],
      ['character', 0o666, 0x103],
    ]);
  });

  test('nothing there, and no way to know', () => {
    expect(looked(argv, [look('gone'), look('plain/x')])).toEqual([
      { path: 'gone', state: undefined },
      { path: 'plain/x', state: undefined, problem: 'Not a directory' },
    ]);
  });

  test('a host without stat(1)', () => {
    const [plain, link, device] = looked(argv, [look('plain'), look('link'), look('/dev/null')], toolsWithout('stat'));
    const real = statSync(join(folder, 'plain'));
    expect(plain?.state).toMatchObject({
      kind: 'file',
      mode: 0o4751,
      links: 1,
      uid: real.uid,
      size: 16,
      inode: real.ino,
    });
    expect(plain?.state?.modified).toBeUndefined();
    expect(link?.state).toMatchObject({ kind: 'link', target: 'plain' });
    expect(device?.state).toMatchObject({ kind: 'character', mode: 0o666 });
  });

  test.each<Digest>(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'])('%s', (checksum) => {
    const [plain] = looked(argv, [look('plain', { checksum })]);
    expect(plain?.state?.checksum).toBe(createHash(checksum).update('content of plain').digest('hex'));
  });
});

test.each([
  [[], 'sha1sum'],
  [['sha1sum'], 'shasum'],
])('checksums without %j', (hidden) => {
  const [plain] = looked(['/bin/sh'], [look('plain', { checksum: 'sha1' })], toolsWithout(...hidden));
  expect([undefined, createHash('sha1').update('content of plain').digest('hex')]).toContain(plain?.state?.checksum);
});

test('a host that can only take MD5 checksums', () => {
  const path = toolsWithout();
  const bin = path.split(delimiter)[0] ?? '';
  for (const tool of ['stat', 'ls', 'readlink', 'md5sum']) {
    const real = execFileSync('/bin/sh', ['-c', `command -v ${tool}`])
      .toString()
      .trim();
    symlinkSync(real, join(bin, tool));
  }
  const [plain] = looked(['/bin/sh'], [look('plain', { checksum: 'sha1' })], bin);
  expect([plain?.state?.checksum, plain?.state?.md5]).toEqual([
    undefined,
    createHash('md5').update('content of plain').digest('hex'),
  ]);
});

test('what BSD prints', () => {
  const info =
    'B|81ed|2|501|20|1234|16777220|8765|1700487780.123456000|202311201343.00|1700487781.000000000|202311201343.01|1700487782.5|8|4096|0|me|staff';
  const fields = new Fields(`/x\0${info}\0rw\0\0\0\0`);
  expect(fields.look().state).toMatchObject({
    kind: 'file',
    mode: 0o755,
    links: 2,
    uid: 501,
    gid: 20,
    size: 1234,
    device: 16777220,
    inode: 8765,
    accessed: 1700487780.123456,
    accessedText: '202311201343.00',
    modifiedText: '202311201343.01',
    changed: 1700487782.5,
    user: 'me',
    group: 'staff',
    readable: true,
    executable: false,
  });
});

test.each([
  ['rwxr-xr-x', 0o755],
  ['rwsr-Sr-t', 0o7745],
  ['---------', 0],
  ['rw-r--r-T', 0o1644],
])('%s', (letters, mode) => {
  expect(modeOf(letters)).toBe(mode);
});
