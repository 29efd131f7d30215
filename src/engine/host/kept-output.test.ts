import { readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { KeptOutput } from './kept-output.ts';
import { OutputFolder } from './output-folder.ts';

const none = { limit: 10, openFile: undefined };

test('what is short is kept whole, and writes nothing down', async () => {
  const output = new KeptOutput(none);
  expect([output.take(Buffer.from('ä'.repeat(2))), output.take(Buffer.from('sixes!'))]).toEqual([undefined, undefined]);
  await output.close();
  expect([output.text, output.path]).toEqual(['ääsixes!', undefined]);
});

test('of what is longer the beginning and the end are kept, between them where all of it is', async () => {
  const folder = new OutputFolder();
  const output = new KeptOutput({ limit: 10, openFile: () => folder.file('../web1', 'stdout') });
  for (const piece of ['0123456', '789abc', 'defgh', 'ijklm', 'n']) await output.take(Buffer.from(piece));
  await output.close();
  const path = output.path ?? '';
  expect(path).toMatch(/runbook-output-\w+\/1-\.\.%2Fweb1\.stdout$/);
  expect(output.text).toBe(`01234\n[14 bytes are left out here: all of it is in ${path}]\njklmn`);
  expect(await readFile(path, 'utf8')).toBe('0123456789abcdefghijklmn');
  expect([(await stat(path)).mode & 0o777, (await stat(dirname(path))).mode & 0o777]).toEqual([0o600, 0o700]);
  await rm(dirname(path), { recursive: true });
});

test('no character is cut in two', async () => {
  const output = new KeptOutput(none);
  await output.take(Buffer.from('ää€€€€€ö'));
  expect(output.text).toBe('ää\n[11 bytes are left out here: the task has `no_log`]\n€ö');
});

test('a disk that is full ends nothing', async () => {
  const openFile = () => Promise.reject(new Error('ENOSPC: no space left on device'));
  const output = new KeptOutput({ limit: 4, openFile });
  for (const piece of ['abc', 'defghi', 'jk']) await output.take(Buffer.from(piece));
  await output.close();
  expect(output.text).toBe(
    'ab\n[7 bytes are left out here: they could not be kept: ENOSPC: no space left on device]\njk',
  );
});

test('an endless stream takes no more memory', async () => {
  const output = new KeptOutput({ limit: 100_000, openFile: undefined });
  const chunk = Buffer.alloc(32_768, 'x');
  for (let count = 0; count < 3000; count++) await output.take(chunk);
  expect(output.text.length).toBeLessThan(100_200);
});
