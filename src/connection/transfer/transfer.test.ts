import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Scratch } from '../../../test/rig/scratch.ts';
import { Sshd, sshdAvailable } from '../../../test/rig/sshd.ts';
import { targetTo } from '../../../test/rig/target.ts';
import { type Connection, TransferError } from '../connection.ts';
import { SshConnector } from '../ssh.ts';

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Reads a file of the host whole. */
async function fetched(connection: Connection, path: string): Promise<Buffer> {
  const sink = new PassThrough({ highWaterMark: 1 << 16 });
  const chunks: Buffer[] = [];
  sink.on('data', (chunk) => chunks.push(chunk));
  const bytes = await connection.get(path, sink);
  const all = Buffer.concat(chunks);
  expect(bytes).toBe(all.length);
  return all;
}

/** 40 MB in pieces, made as they are asked for. */
function* pieces(count: number): Generator<Buffer> {
  for (let index = 0; index < count; index += 1) yield Buffer.alloc(1 << 20, index % 251);
}

if (!sshdAvailable) it.skip('transfers need sshd, which is not installed or cannot be started here', () => {});

describe.runIf(sshdAvailable).each([
  ['by SFTP', true],
  ['through a command', false],
])('%s', (_name, sftp) => {
  let sshd: Sshd;
  let scratch: Scratch;
  let connection: Connection;

  beforeAll(async () => {
    sshd = await Sshd.start({ sftp });
    scratch = await Scratch.make('runbook-transfer');
    connection = await new SshConnector().open(targetTo(sshd));
  });

  afterAll(async () => {
    await connection.close();
    await sshd.close();
    await scratch.remove();
  });

  const at = (name: string) => join(scratch.path, name);

  it.each([0, 1, 255 * 1024 - 1, 255 * 1024, 255 * 1024 + 1, 3 << 20])(
    'carries %i bytes there and back',
    async (size) => {
      const bytes = randomBytes(size);
      await connection.put(bytes, at('bytes'));
      expect(sha(readFileSync(at('bytes')))).toBe(sha(bytes));
      expect(sha(await fetched(connection, at('bytes')))).toBe(sha(bytes));
    },
  );

  it('carries a stream, and keeps the mode that was asked for', async () => {
    await connection.put(Readable.from(pieces(40)), at('stream'), { mode: 0o640 });
    const expected = createHash('sha256');
    for (const piece of pieces(40)) expected.update(piece);
    expect(sha(readFileSync(at('stream')))).toBe(expected.digest('hex'));
    expect(statSync(at('stream')).mode & 0o777).toBe(0o640);
  });

  it.each(['with space', 'quote \' and " and $HOME', '-dash', 'new\nline', 'ünïcode'])(
    'takes %j for a name',
    async (name) => {
      await connection.put(Buffer.from(name), at(name));
      expect(String(await fetched(connection, at(name)))).toBe(name);
    },
  );

  it('leaves the old file and no part behind when the source breaks', async () => {
    const folder = at('broken');
    mkdirSync(folder);
    writeFileSync(join(folder, 'file'), 'old');
    const source = Readable.from(
      (function* () {
        yield Buffer.alloc(1 << 20);
        throw new Error('the disk went away');
      })(),
    );
    await expect(connection.put(source, join(folder, 'file'))).rejects.toThrow();
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('old');
    await expect.poll(() => readdirSync(folder), { timeout: 40_000, interval: 200 }).toEqual(['file']);
  });

  it('says what is wrong with a folder, or with a path that is not there', async () => {
    mkdirSync(at('folder'), { recursive: true });
    const wrong = await connection.put(Buffer.from('x'), at('folder')).catch((error: unknown) => error);
    expect(wrong).toBeInstanceOf(TransferError);
    expect((wrong as Error).message).toContain('is a directory');
    const missing = await connection.put(Buffer.from('x'), at('no/where/file')).catch((error: unknown) => error);
    expect((missing as Error).message).toMatch(/no such file or directory/i);
    await expect(fetched(connection, at('nothing'))).rejects.toThrow(/no such file or directory/i);
    await expect(fetched(connection, at('folder'))).rejects.toThrow('is a directory');
  });
});
