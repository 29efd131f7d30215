import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Scratch } from '../../../test/rig/scratch.ts';
import { readSmallFile } from './read-small-file.ts';

let scratch: Scratch;

beforeEach(async () => {
  scratch = await Scratch.make('runbook-read');
});

afterEach(() => scratch.remove());

function pipe(): string {
  const path = `${scratch.path}/pipe`;
  execFileSync('mkfifo', [path]);
  return path;
}

describe('a small file is read', () => {
  test('whole', async () => {
    expect(`${await readSmallFile(await scratch.file('key', 'a key\n'))}`).toBe('a key\n');
    expect((await readSmallFile('/dev/null')).length).toBe(0);
  });

  test('no further than any key goes', async () => {
    expect((await readSmallFile('/dev/zero')).length).toBe(1 << 20);
  });

  test('from a pipe, as soon as somebody writes to it', async () => {
    const path = pipe();
    const reading = readSmallFile(path);
    createWriteStream(path).end('a key\n');
    expect(`${await reading}`).toBe('a key\n');
  });

  test('or not, as the system says', async () => {
    await expect(readSmallFile(`${scratch.path}/none`)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(readSmallFile(scratch.path)).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
