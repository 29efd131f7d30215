import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import { shells } from '../../../test/rig/shells.ts';
import type { Value } from '../../template/value.ts';
import { lineinfile } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lineinfile-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (text: string | Buffer): void => writeFileSync(join(folder, 'f'), text, { mode: 0o640 });
const read = (name = 'f'): string => readFileSync(join(folder, name), 'latin1');
const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) =>
  await new ModuleHost({ folder, ...options }).perform(lineinfile, { path: 'f', ...args });

test.each<[before: string, args: Record<string, Value>, after: string]>([
  ['a\n', { line: 'b' }, 'a\nb\n'],
  ['a', { line: 'b' }, 'a\nb\n'],
  ['a', { line: 'b', insertafter: '^a' }, 'a\nb\n'],
  ['a', { line: 'a' }, 'a\n'],
  ['', { line: 'a' }, 'a\n'],
  ['a\nb\n', { line: 'c', insertbefore: 'BOF' }, 'c\na\nb\n'],
  ['a\nb\na\n', { line: 'c', insertafter: 'a' }, 'a\nb\na\nc\n'],
  ['a\nb\na\n', { line: 'c', insertafter: 'a', firstmatch: true }, 'a\nc\nb\na\n'],
  ['a\nb\na\n', { line: 'c', insertbefore: 'a' }, 'a\nb\nc\na\n'],
  ['a\nb\n', { line: 'c', insertbefore: 'nope' }, 'a\nb\nc\n'],
  ['#x=1\nx=2\n', { line: 'x=3', regexp: '^#?x=' }, '#x=1\nx=3\n'],
  ['#x=1\nx=2\n', { line: 'x=3', regexp: '^#?x=', firstmatch: true }, 'x=3\nx=2\n'],
  ['x=1\n', { line: '\\g<k>=\\2\\2', regexp: '(?P<k>x)=(\\d)', backrefs: true }, 'x=11\n'],
  ['a.b\naxb\n', { line: 'c', search_string: 'a.b' }, 'c\naxb\n'],
  ['a\r\nb\r\n', { line: 'c', regexp: '^a\\r$' }, 'c\nb\r\n'],
  ['caf\xe9 1\n', { line: 'x', regexp: '^caf. ' }, 'x\n'],
  ['\xff\xfe\n', { line: 'é' }, '\xff\xfe\n\xc3\xa9\n'],
  ['a\nb\na\n', { line: 'a', state: 'absent' }, 'b\n'],
  ['a\nb\nab\n', { regexp: '^a', state: 'absent' }, 'b\n'],
])('%j, %j', async (before, args, after) => {
  write(Buffer.from(before, 'latin1'));
  expect((await run(args, { check: true })).status).toBe('changed');
  expect(read()).toBe(Buffer.from(before, 'latin1').toString('latin1'));
  expect(await run(args)).toMatchObject({ status: 'changed', roundTrips: 2 });
  expect(read()).toBe(after);
  expect(statSync(join(folder, 'f')).mode & 0o777).toBe(0o640);
});

test.each<[before: string, args: Record<string, Value>]>([
  ['a\n', { line: 'a' }],
  ['a\nx=1\n', { line: 'x=1', regexp: '^x=' }],
  ['a\n', { line: '\\1', regexp: '(x)', backrefs: true }],
  ['a\nb\n', { line: 'b', insertafter: 'a' }],
  ['a\n', { line: 'b', state: 'absent' }],
])('%j is as %j has it', async (before, args) => {
  write(before);
  expect(await run(args)).toMatchObject({ status: 'ok', roundTrips: 1, result: { msg: '', backup: '' } });
  expect(read()).toBe(before);
});

test('the result, the diff and the backup', async () => {
  write('a\n');
  const headers = (what: string) => ({ before_header: `f (${what})`, after_header: `f (${what})` });
  const { result, diffs } = await run({ line: 'b', mode: '0600', backup: true }, { wantsDiff: true });
  const backup = readdirSync(folder).find((name) => name.endsWith('~'));
  expect(result).toEqual({
    msg: 'line added and ownership, perms or SE linux context changed',
    backup,
    diff: [
      { before: 'a\n', after: 'a\nb\n', ...headers('content') },
      { before: { mode: '0640' }, after: { mode: '0600' }, ...headers('file attributes') },
    ],
  });
  expect(diffs).toEqual([
    { path: 'f', before: 'a\n', after: 'a\nb\n' },
    { path: 'f', before: 'mode: 0640\n', after: 'mode: 0600\n' },
  ]);
  expect([read(), read(backup), statSync(join(folder, 'f')).mode & 0o777]).toEqual(['a\nb\n', 'a\n', 0o600]);
});

test('a file that is made, with its folders', async () => {
  const args = { path: 'd/e/f', line: 'a', create: true, mode: '0600' };
  expect(await run(args, { check: true })).toMatchObject({ status: 'changed', result: { msg: 'line added' } });
  expect(await run(args)).toMatchObject({ status: 'changed', roundTrips: 2 });
  expect([read('d/e/f'), statSync(join(folder, 'd/e/f')).mode & 0o777]).toEqual(['a\n', 0o600]);
  expect((await run(args)).status).toBe('ok');
});

test('what a link leads to is edited, and the link stays', async () => {
  write('a\n');
  symlinkSync('f', join(folder, 'l'));
  expect((await run({ path: 'l', line: 'b' })).status).toBe('changed');
  expect([read(), readdirSync(folder)]).toEqual(['a\nb\n', ['f', 'l']]);
});

test('a file that is larger than one look holds', async () => {
  write('x\n'.repeat(400_000));
  expect(await run({ line: 'x', firstmatch: true })).toMatchObject({ status: 'ok', roundTrips: 2 });
  expect((await run({ line: 'y' })).status).toBe('changed');
  expect(read()).toHaveLength(800_002);
});

test('an owner whom nobody knows is a failure, and a change in check mode', async () => {
  write('a\n');
  const args = { line: 'b', owner: 'nobody-knows' };
  expect(await run(args)).toMatchObject({ message: 'chown failed: failed to look up user nobody-knows' });
  expect(await run(args, { check: true })).toMatchObject({ status: 'changed', result: { msg: 'line added' } });
  expect(read()).toBe('a\n');
});

test('a pattern that is empty is warned of', async () => {
  write('a\n');
  expect((await run({ regexp: '', line: 'b' })).result.warnings).toEqual([
    '`regexp` is empty, so every line matches, and the last is replaced',
  ]);
});

test.each<[Record<string, Value>, string]>([
  [{ path: 'gone', line: 'a' }, 'Destination gone does not exist !'],
  [{ path: '.', line: 'a' }, 'Path . is a directory !'],
  [{ line: 'b', validate: 'false %s' }, 'failed to validate'],
  [{ line: 'b', validate: 'false' }, 'validate must contain %s: false'],
  [{ line: 'b', backrefs: true }, 'regexp is required with backrefs=true'],
  [{ regexp: 'b' }, 'line is required with state=present'],
  [{ state: 'absent' }, 'one of line, search_string, or regexp is required with state=absent'],
  [{ line: 'b', attributes: '+i' }, '`attributes` is not built into runbook'],
])('%j fails', async (args, message) => {
  write('a\n');
  expect(await run(args)).toMatchObject({ status: 'failed', message });
  expect([read(), readdirSync(folder)]).toEqual(['a\n', ['f']]);
});

test('a file that is not there has no line', async () => {
  expect(await run({ line: 'a', state: 'absent' })).toMatchObject({
    status: 'ok',
    result: { msg: 'file not present' },
  });
});

describe.each(shells)('in $name', (shell) => {
  test('bytes of every kind stay', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    write(Buffer.concat([bytes, Buffer.from('\n')]));
    expect(await run({ line: "it's", mode: '0600' }, { shell })).toMatchObject({ status: 'changed', roundTrips: 2 });
    expect(read()).toBe(`${bytes.toString('latin1')}\nit's\n`);
  });
});
