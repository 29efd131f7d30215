import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import { shells } from '../../../test/rig/shells.ts';
import { slurp } from './index.ts';

let folder = '';
const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256));
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slurp-'));
  writeFileSync(join(folder, 'empty'), '');
  writeFileSync(join(folder, 'bytes'), bytes);
  mkdirSync(join(folder, 'd'));
  symlinkSync('bytes', join(folder, 'l'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (src: string, options: Partial<ModuleHostOptions> = {}) =>
  await new ModuleHost({ folder, ...options }).perform(slurp, { src });

describe.each(shells)('in $name', (shell) => {
  test('the bytes as they are', async () => {
    expect(await run('bytes', { shell })).toEqual({
      status: 'ok',
      because: 'it only reads',
      result: { content: bytes.toString('base64'), encoding: 'base64', source: 'bytes' },
      diffs: [],
      effects: [],
      roundTrips: 1,
    });
    expect(await run('l', { shell })).toMatchObject({ result: { content: bytes.toString('base64'), source: 'l' } });
    expect(await run('empty', { shell })).toMatchObject({ result: { content: '' } });
  });
});

test.each([
  ['gone', 'file not found: gone'],
  ['d', 'source is a directory and must be a file: d'],
  ['bytes/x', 'unable to slurp file: bytes/x: Not a directory'],
])('%s', async (src, message) => {
  expect(await run(src)).toMatchObject({ status: 'failed', message });
});

test('a host with nothing but od', async () => {
  const tools = join(folder, 'od-only');
  mkdirSync(tools);
  for (const tool of ['od', 'stat', 'ls', 'readlink', 'sh']) symlinkSync(`/usr/bin/${tool}`, join(tools, tool));
  const env = { ...process.env, PATH: [tools, '/nonexistent'].join(delimiter) };
  expect(await run('bytes', { env })).toMatchObject({ status: 'ok', result: { content: bytes.toString('base64') } });
});
