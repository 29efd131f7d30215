import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ExecResult } from '../connection.ts';
import { LocalConnector } from '../local.ts';
import { claim } from './claim.ts';
import type { Exec } from './exec.ts';
import { hashOnHost } from './hash-on-host.ts';

let folder = '';
let exec: Exec;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claim-'));
  const connection = await new LocalConnector().open();
  exec = (command, options) => connection.exec(command, options);
});
afterEach(() => rmSync(folder, { recursive: true }));

const sha1 = createHash('sha1').update('content').digest('hex');

/** A part that has arrived, of `content` unless told. */
function arrived(content = 'content') {
  const [part, path] = [join(folder, 'f.part'), join(folder, 'f')];
  writeFileSync(part, content);
  return { part, path, bytes: 7, sha1 };
}

it('gives what arrived its name and mode', async () => {
  expect(await claim(exec, { ...arrived(), mode: 0o640 })).toBe(true);
  expect(readdirSync(folder)).toEqual(['f']);
  expect(readFileSync(join(folder, 'f'), 'utf8')).toBe('content');
});

it.each([
  ['conteNt', '7 of 7 bytes, or another hash'],
  ['conten', '6 of 7 bytes, or another hash'],
  ['', '0 of 7 bytes, or another hash'],
])('removes what arrived as %j', async (content, how) => {
  await expect(claim(exec, arrived(content))).rejects.toThrow(`\`${folder}/f\` arrived damaged: ${how}`);
  expect(readdirSync(folder)).toEqual([]);
});

it.each(['sha1sum', 'openssl', 'shasum'])('takes the hash by %s where there is nothing else', async (tool) => {
  const found = (await exec(`command -v ${tool}`)).stdout.toString().trim();
  const only = join(folder, 'bin');
  mkdirSync(only);
  for (const name of [tool, 'wc', 'rm', 'perl']) await exec(`ln -s "$(command -v ${name})" ${only}/${name}`);
  const alone: Exec = (command, options) => exec(`PATH=${only}; ${command}`, options);
  const { path, part } = arrived();
  const hash = hashOnHost(alone, { path: part, bytes: 7 });
  expect(await hash).toBe(found === '' ? undefined : sha1);
  if (found !== '') await expect(claim(alone, arrived('conteNt'))).rejects.toThrow(`\`${path}\` arrived damaged`);
});

it('hashes no more than was read', async () => {
  const { part } = arrived('content and more');
  expect(await hashOnHost(exec, { path: part, bytes: 7 })).toBe(sha1);
});

it('does nothing where another command answers', async () => {
  const forced: Exec = async (command): Promise<ExecResult> => ({
    code: 0,
    signal: null,
    stdout: Buffer.from(`you said: ${command}`),
    stderr: Buffer.alloc(0),
  });
  expect(await claim(forced, arrived())).toBe(false);
  expect(await hashOnHost(forced, { path: join(folder, 'f'), bytes: 7 })).toBe(undefined);
});
