import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { livingInGroup } from '../../test/rig/process-tree.ts';
import { guarded } from '../shell/guard.ts';
import { type EndReport, TransferError } from './connection.ts';
import { LocalConnector } from './local.ts';

const connection = await new LocalConnector({ quiet: 50, limit: 1000 }).open();

async function run(command: string, options = {}) {
  const { stdout, stderr, ...exit } = await connection.exec(command, options);
  return { ...exit, stdout: stdout.toString(), stderr: stderr.toString() };
}

describe('a command of this machine', () => {
  test('gives its output and status', async () => {
    expect(await run('echo out; echo err >&2; exit 7')).toEqual({
      code: 7,
      signal: null,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  test('gives the name of the signal that ended it', async () => {
    expect(await run('kill -9 $$')).toEqual({ code: null, signal: 'KILL', stdout: '', stderr: '' });
  });

  test('has empty input unless it is given some, as bytes or as a stream', async () => {
    expect((await run('cat')).stdout).toBe('');
    expect((await run('cat', { stdin: 'text' })).stdout).toBe('text');
    expect((await run('cat', { stdin: Readable.from([Buffer.from('a'), Buffer.from('b')]) })).stdout).toBe('ab');
  });

  test('need not read its input', async () => {
    expect(await run('exit 3', { stdin: Buffer.alloc(1_000_000) })).toMatchObject({ code: 3 });
  });

  test('does not take half of its input for all when the source fails', async () => {
    const stdin = new Readable({
      read() {
        this.push('half');
        this.destroy(new Error('the disk is gone'));
      },
    });
    await expect(run('cat; echo complete', { stdin })).rejects.toThrow('the disk is gone');
  });

  test('is complete when what it left in the background holds its output open', async () => {
    const { code, stdout } = await run('sleep 100 & echo $!; exit 2');
    expect(code).toBe(2);
    process.kill(Number(stdout));
  });

  test('tells each chunk as it arrives', async () => {
    const heard: string[] = [];
    await run('echo one; echo two >&2', {
      onOutput: (stream: string, chunk: Buffer) => heard.push(`${stream} ${chunk}`),
    });
    expect(heard.sort()).toEqual(['stderr two\n', 'stdout one\n']);
  });

  test('waits for whoever takes its output', async () => {
    const taken: number[] = [];
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk, _encoding, done) {
        taken.push(chunk.length);
        setImmediate(done);
      },
    });
    const result = await connection.exec('head -c 3000000 /dev/zero', { stdout: slow });
    expect(result.stdout.length).toBe(0);
    expect(taken.reduce((sum, length) => sum + length, 0)).toBe(3_000_000);
  });

  test.each([
    ['by its guard', guarded('echo $$; sleep 100', { stdinBytes: 0, nested: false }), true],
    ['without a guard', 'echo $$; sleep 100', false],
    ['though it ignores SIGTERM', 'trap "" TERM; echo $$; sleep 100; sleep 100', false],
  ])('is ended with all that it started: %s', async (_name, command, lifeline) => {
    const controller = new AbortController();
    const printed = new PassThrough();
    const reports: EndReport[] = [];
    const running = connection.exec(command, {
      lifeline,
      stdout: printed,
      signal: controller.signal,
      onEnded: (report) => reports.push(report),
    });
    const [pid] = await once(printed, 'data');
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    expect(reports.map(({ sure }) => sure)).toEqual([true]);
    await vi.waitFor(() => expect(livingInGroup(Number(pid))).toEqual([]), { timeout: 3000 });
  });

  test('is not started when the signal has been given before', async () => {
    await expect(run('exit 0', { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late');
  });
});

describe('a file of this machine', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runbook-local-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test('is written with its mode, in place of what was there, and read back', async () => {
    await symlink(at('elsewhere'), at('file'));
    await connection.put(Readable.from([Buffer.from('one'), Buffer.from('two')]), at('file'), { mode: 0o640 });
    expect((await stat(at('file'))).mode & 0o7777).toBe(0o640);
    const sink = new PassThrough();
    expect(await connection.get(at('file'), sink)).toBe(6);
    expect(String(sink.read())).toBe('onetwo');
  });

  test('is left as it was when the source fails', async () => {
    await writeFile(at('kept'), 'old');
    const source = new Readable({
      read() {
        this.push('half');
        this.destroy(new Error('gone'));
      },
    });
    await expect(connection.put(source, at('kept'))).rejects.toThrow(TransferError);
    expect(await readFile(at('kept'), 'utf8')).toBe('old');
    expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('runbook'));
  });

  test.each([
    ['cannot be written', () => connection.put(Buffer.from(''), at('no/such/folder')), 'no such file or directory'],
    ['is a folder', () => connection.put(Buffer.from(''), folder), 'is a directory'],
    ['cannot be read', () => connection.get(at('missing'), new PassThrough()), 'no such file or directory'],
  ])('says so when it %s', async (_name, act, why) => {
    await expect(act()).rejects.toThrow(why);
  });
});
