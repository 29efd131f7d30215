import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import type { Value } from '../../template/value.ts';
import { replace } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replace-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (text: string): void => writeFileSync(join(folder, 'f'), Buffer.from(text, 'latin1'));
const read = (): string => readFileSync(join(folder, 'f'), 'latin1');
const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) =>
  await new ModuleHost({ folder, ...options }).perform(replace, { path: 'f', ...args });

test.each<[before: string, args: Record<string, Value>, after: string, count: number]>([
  ['a=1\nb=2\n', { regexp: '^(\\w)=(\\d)$', replace: '\\2:\\g<1>' }, '1:a\n2:b\n', 2],
  ['a\nb\na\n', { regexp: '^a\\n' }, 'b\n', 2],
  ['x\n<\nx\n>\nx\n', { regexp: 'x', replace: 'y', after: '<', before: '>' }, 'x\n<\ny\n>\nx\n', 1],
  ['x\n<\nx\n', { regexp: 'x', replace: 'y', after: '<' }, 'x\n<\ny\n', 1],
  ['x\n<\nx\n', { regexp: 'x', replace: 'y', before: '<' }, 'y\n<\nx\n', 1],
  ['a\r\nb\r\n', { regexp: '\\r$' }, 'a\nb\n', 2],
  ['\xe9 x \xc3\xa9\n', { regexp: 'x', replace: 'é' }, '\xe9 \xc3\xa9 \xc3\xa9\n', 1],
  ['\xc3\x89\n', { regexp: '(?i)^é$', replace: 'e' }, 'e\n', 1],
  ['\xe9\n', { regexp: 'é', replace: 'ü', encoding: 'latin-1' }, '\xfc\n', 1],
  ['\xff\xfea\0', { regexp: 'a', replace: 'ü', encoding: 'utf-16' }, '\xff\xfe\xfc\0', 1],
])('%j, %j', async (before, args, after, count) => {
  write(before);
  expect((await run(args, { check: true })).status).toBe('changed');
  expect(read()).toBe(before);
  expect(await run(args)).toMatchObject({
    status: 'changed',
    roundTrips: 2,
    result: { msg: `${count} replacements made`, rc: 0 },
  });
  expect(read()).toBe(after);
});

test('what is so already', async () => {
  write('a\n');
  expect(await run({ regexp: 'b' })).toMatchObject({ status: 'ok', roundTrips: 1, result: { msg: '', rc: 0 } });
  expect((await run({ regexp: 'a', after: 'x', before: 'y' })).result.msg).toBe(
    'Pattern for before/after params did not match the given file: x(?P<subsection>.*?)y',
  );
});

test('the result, the diff and the backup', async () => {
  write('a\n');
  const { result } = await run({ regexp: 'a', replace: 'b', backup: true }, { wantsDiff: true });
  expect(result).toEqual({
    msg: '1 replacements made',
    rc: 0,
    backup_file: readdirSync(folder).find((name) => name.endsWith('~')),
    diff: { before: 'a\n', after: 'b\n', before_header: 'f', after_header: 'f' },
  });
});

test.each<[Record<string, Value>, string]>([
  [{ path: 'gone', regexp: 'a' }, 'Path gone does not exist !'],
  [{ regexp: 'a', encoding: 'nope' }, 'there is no encoding `nope`'],
  [{ regexp: 'a', encoding: 'utf-16' }, 'the file is not in `utf-16`'],
  [{ regexp: 'a', replace: '€', encoding: 'latin-1' }, '`€` has no form in `latin-1`'],
])('%j fails', async (args, message) => {
  write('a\n\n');
  expect(await run(args)).toMatchObject({ status: 'failed', message });
  expect(read()).toBe('a\n\n');
});
