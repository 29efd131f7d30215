import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TransferError } from '../../connection/connection.ts';
import { written } from '../../connection/transfer/written.ts';
import { fetchFile } from './fetch-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fetch-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A host whose file is 4 MB of `x`, or breaks behind so many. */
const host = (breaks?: Error) => ({
  asked: [] as unknown[],
  now: () => 0,
  async readInto(_path: string, sink: Writable, options: unknown) {
    this.asked.push(options);
    for (let at = 0; at < 16; at += 1) await written(sink, Buffer.alloc(256 * 1024, 'x'));
    if (breaks !== undefined) throw breaks;
  },
});

const sha1 = createHash('sha1')
  .update(Buffer.alloc(4 << 20, 'x'))
  .digest('hex');
const fine = { code: 0, stdout: '', stderr: '', startedAt: 0, durationMs: 0 };

it('makes folders and leaves the file only', async () => {
  const to = join(folder, 'a/b');
  const from = host();
  expect(await fetchFile({ kind: 'fetch', path: '/f', to, sha1 }, from)).toEqual(fine);
  expect(readdirSync(join(folder, 'a'))).toEqual(['b']);
  expect(readFileSync(to, 'latin1')).toBe('x'.repeat(4 << 20));
});

it('replaces a link that lies in the way, and does not follow it', async () => {
  const [to, target] = [join(folder, 'link'), join(folder, 'target')];
  writeFileSync(target, 'keep me');
  symlinkSync(target, to);
  expect(await fetchFile({ kind: 'fetch', path: '/f', to, sha1 }, host())).toEqual(fine);
  expect([lstatSync(to).isFile(), readFileSync(target, 'utf8')]).toEqual([true, 'keep me']);
});

it.each([
  [sha1, false],
  [undefined, true],
])('has the connection compare a hash when it knows none itself: %s', async (known, hash) => {
  const from = host();
  const action = { kind: 'fetch', path: '/f', to: join(folder, 'f') } as const;
  await fetchFile(known === undefined ? action : { ...action, sha1: known }, from);
  expect(from.asked).toEqual([{ hash }]);
});

it('keeps nothing of a file of another hash', async () => {
  const action = { kind: 'fetch', path: '/f', to: join(folder, 'f'), sha1: '0'.repeat(40) } as const;
  const stderr = '/f changed while it was read, or arrived damaged';
  expect(await fetchFile(action, host())).toEqual({ ...fine, code: 1, stderr });
  expect(readdirSync(folder)).toEqual([]);
});

it('ends when it cannot write here, however much is still to come', async () => {
  const to = join(folder, 'f'.repeat(250));
  const result = await fetchFile({ kind: 'fetch', path: '/f', to }, host());
  expect(result).toMatchObject({ code: 1, stderr: expect.stringMatching(/^cannot write .*: ENAMETOOLONG/) });
});

it('keeps nothing of a file that could not be read to its end', async () => {
  const broken = new TransferError('/f', 'cannot read `/f`: the disk went away');
  await expect(fetchFile({ kind: 'fetch', path: '/f', to: join(folder, 'f') }, host(broken))).rejects.toBe(broken);
  expect(readdirSync(folder)).toEqual([]);
});
