import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scratch } from '../../../test/rig/scratch.ts';
import { Sshd, type SshdOptions, sshdAvailable } from '../../../test/rig/sshd.ts';
import { targetTo } from '../../../test/rig/target.ts';
import { type Connection, ConnectionError, type GetOptions } from '../connection.ts';
import { Pool } from '../pool/pool.ts';
import { SshConnector } from '../ssh.ts';

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let scratch: Scratch;
let sshd: Sshd | undefined;
let pool: Pool | undefined;

beforeEach(async () => {
  scratch = await Scratch.make('runbook-transfer');
});

afterEach(async () => {
  await pool?.closeAll();
  await sshd?.close();
  await scratch.remove();
});

/** Pooled, as connections are: a server that puts away one channel slowly, and has no other, is waited for. */
async function connect(options: SshdOptions, ahead = true): Promise<Connection> {
  sshd = await Sshd.start(options);
  pool = new Pool(new SshConnector({ ahead }));
  return await pool.open(targetTo(sshd));
}

const at = (name: string) => join(scratch.path, name);

/** Takes all that comes. */
class Sink extends Writable {
  readonly chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }
}

async function fetched(from: Connection, path: string, options?: GetOptions): Promise<Buffer> {
  const sink = new Sink();
  await from.get(path, sink, options);
  return sink.bytes;
}

const externalSftp = 'exec /usr/lib/openssh/sftp-server';

describe.runIf(sshdAvailable)('a host', () => {
  it.each<[string, SshdOptions]>([
    ['of one channel at a time', { config: ['MaxSessions 1'] }],
    ['of one channel at a time and without SFTP', { config: ['MaxSessions 1'], sftp: false }],
    ['for SFTP only', { config: ['ForceCommand internal-sftp'] }],
    [
      'whose shell prints in front of what SFTP says',
      { config: [`Subsystem sftp echo hello; ${externalSftp}`], sftp: false },
    ],
  ])('%s takes and gives large files', async (_name, options) => {
    const host = await connect(options);
    const bytes = randomBytes(1_000_001);
    await host.put(bytes, at('file'), { mode: 0o604 });
    expect(sha(readFileSync(at('file')))).toBe(sha(bytes));
    expect(sha(await fetched(host, at('file')))).toBe(sha(bytes));
    expect(readdirSync(scratch.path)).toEqual(['file']);
  });

  it('that refuses SFTP on the only channel it has gets that back', async () => {
    const host = await connect({ config: ['MaxSessions 1'], sftp: false }, false);
    await host.put(Buffer.from('content'), at('file'));
    expect(String(await fetched(host, at('file')))).toBe('content');
  });

  it('that forces another command says so, and nothing is taken for a file', async () => {
    const host = await connect({ config: ['ForceCommand echo hello'] });
    const why = 'there is no SFTP, and the host did not run the command for it';
    await expect(host.put(Buffer.from('x'), at('file'))).rejects.toThrow(`cannot write \`${at('file')}\`: ${why}`);
    await expect(fetched(host, at('file'))).rejects.toThrow(`cannot read \`${at('file')}\`: ${why}`);
  });
});

describe.runIf(sshdAvailable).each([
  ['by SFTP', true],
  ['through a command', false],
])('%s', (_name, sftp) => {
  it('reads what has no size, and what grows meanwhile', async () => {
    const host = await connect({ sftp });
    expect(String(await fetched(host, '/proc/version'))).not.toBe('');
    writeFileSync(at('log'), randomBytes(5_000_000));
    const before = readFileSync(at('log'));
    const sink = new PassThrough({ highWaterMark: 1 });
    const reading = host.get(at('log'), sink);
    await new Promise((resolve) => sink.once('readable', resolve));
    if (sftp) appendFileSync(at('log'), 'more');
    const chunks: Buffer[] = [];
    sink.on('data', (chunk: Buffer) => chunks.push(chunk));
    expect(await reading).toBe(before.length);
    expect(sha(Buffer.concat(chunks))).toBe(sha(before));
  });

  it('leaves nothing behind when it is given up', async () => {
    const host = await connect({ sftp });
    const giveUp = new AbortController();
    const source = new Readable({ read() {} });
    source.push(randomBytes(2_000_000));
    const putting = host.put(source, at('file'), { signal: giveUp.signal });
    await expect.poll(() => readdirSync(scratch.path)).toHaveLength(1);
    giveUp.abort(new Error('enough'));
    await expect(putting).rejects.toThrow('enough');
    expect(readdirSync(scratch.path)).toEqual([]);
  });

  it('is lost with its connection, and says so once', async () => {
    const host = await connect({ sftp });
    writeFileSync(at('file'), randomBytes(40_000_000));
    const slow = new PassThrough({ highWaterMark: 1 });
    const reading = host.get(at('file'), slow).catch((error: unknown) => error);
    await new Promise((resolve) => slow.once('readable', resolve));
    sshd?.cutConnections();
    slow.resume();
    const error = await reading;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ kind: 'lost' });
  });
});
