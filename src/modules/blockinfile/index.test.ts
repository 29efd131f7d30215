import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import type { Value } from '../../template/value.ts';
import { blockinfile } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'blockinfile-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (text: string): void => writeFileSync(join(folder, 'f'), Buffer.from(text, 'latin1'));
const read = (name = 'f'): string => readFileSync(join(folder, name), 'latin1');
const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) =>
  await new ModuleHost({ folder, ...options }).perform(blockinfile, { path: 'f', marker: '{mark}', ...args });

test.each<[before: string, args: Record<string, Value>, after: string]>([
  ['a\n', { block: 'x' }, 'a\nBEGIN\nx\nEND\n'],
  ['a', { block: 'x\n' }, 'a\nBEGIN\nx\nEND\n'],
  ['a\n', { block: 'x', insertbefore: 'BOF' }, 'BEGIN\nx\nEND\na\n'],
  ['a\nb\na\n', { block: 'x', insertafter: '^a' }, 'a\nb\na\nBEGIN\nx\nEND\n'],
  ['a\nb\na\n', { block: 'x', insertbefore: '^a' }, 'a\nb\nBEGIN\nx\nEND\na\n'],
  ['a\nb\nc\n', { block: 'x', insertafter: '(?m)^a\\nb$' }, 'a\nb\nBEGIN\nx\nEND\nc\n'],
  ['a\n', { block: 'x', insertbefore: 'nope' }, 'a\nBEGIN\nx\nEND\n'],
  ['a\nBEGIN\nx\nEND\nb\n', { block: 'y\nz' }, 'a\nBEGIN\ny\nz\nEND\nb\n'],
  ['a\nBEGIN\nx\nEND\nb\n', { block: '' }, 'a\nb\n'],
  ['a\nBEGIN\nx\nEND\nb\n', { block: 'x', state: 'absent' }, 'a\nb\n'],
  ['a\r\nb\r\n', { block: 'x', insertafter: '^a' }, 'a\r\nBEGIN\nx\nEND\nb\r\n'],
  ['\xe9\n', { block: 'é', insertafter: '^.$' }, '\xe9\nBEGIN\n\xc3\xa9\nEND\n'],
  ['a\n', { block: 'x', marker: '# {mark}', marker_begin: 'on', marker_end: 'off' }, 'a\n# on\nx\n# off\n'],
])('%j, %j', async (before, args, after) => {
  write(before);
  expect((await run(args, { check: true })).status).toBe('changed');
  expect(read()).toBe(before);
  expect(await run(args)).toMatchObject({ status: 'changed', roundTrips: 2 });
  expect(read()).toBe(after);
  expect(await run(args)).toMatchObject({ status: 'ok', roundTrips: 1 });
});

test('the result, the diff and the backup', async () => {
  write('a\n');
  const headers = (what: string) => ({ before_header: `f (${what})`, after_header: `f (${what})` });
  const { result } = await run({ block: 'b', backup: true }, { wantsDiff: true });
  expect(result).toEqual({
    msg: 'Block inserted',
    backup_file: readdirSync(folder).find((name) => name.endsWith('~')),
    diff: [{ before: 'a\n', after: 'a\nBEGIN\nb\nEND\n', ...headers('content') }, headers('file attributes')],
  });
});

test('a file that is made', async () => {
  expect(await run({ path: 'd/f', block: 'x' })).toMatchObject({ message: 'Path d/f does not exist !' });
  expect((await run({ path: 'd/f', block: 'x', create: true })).result.msg).toBe('File created');
  expect(read('d/f')).toBe('BEGIN\nx\nEND\n');
  expect(await run({ path: 'gone', create: true, state: 'absent' })).toMatchObject({
    status: 'ok',
    result: { msg: 'File gone not present' },
  });
});
