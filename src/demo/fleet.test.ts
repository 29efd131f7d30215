import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client, SFTPWrapper } from 'ssh2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { login, run, start } from '../../test/rig/ssh-client.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { newKey } from './key.ts';

let fleet: Fleet;
const clients: Client[] = [];

beforeEach(async () => {
  fleet = await startFleet({ hosts: 2 });
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await fleet.close();
});

async function enter(host: string, username = 'demo'): Promise<Client> {
  const clientKey = { private: await readFile(fleet.keyFile, 'utf8') };
  const client = await login({ port: fleet.port(host) ?? 0, clientKey }, { username });
  clients.push(client);
  return client;
}

/** Output joined by stream, and how it ended. */
async function outcome(client: Client, command: string): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const line of await run(client, command)) {
    const [, kind = line, text = ''] = /^(\w+) ([\s\S]*)$/.exec(line) ?? [];
    result[kind] = (result[kind] ?? '') + text;
  }
  return result;
}

describe('a host of the fleet', () => {
  test('runs commands in a home of its own and answers to its name', async () => {
    const client = await enter('web01');
    const home = fleet.home('web01');
    expect(await outcome(client, 'pwd; echo $HOME; hostname; echo $RUNBOOK_HOST')).toEqual({
      stdout: `${home}\n${home}\nweb01\nweb01\n`,
      exit: '0',
      close: '',
    });
  });

  test('tells exit codes, signals and both streams apart', async () => {
    const client = await enter('web02');
    expect(await outcome(client, 'echo out; echo err >&2; exit 7')).toEqual({
      stdout: 'out\n',
      stderr: 'err\n',
      exit: '7',
      close: '',
    });
    expect(await outcome(client, 'kill -TERM $$')).toEqual({ exit: 'SIGTERM', close: '' });
  });

  test('keeps floods on both streams whole', async () => {
    const client = await enter('web01');
    const flood = 'head -c 5000000 /dev/zero | tr "\\0" ';
    const result = await outcome(client, `${flood} o & ${flood} e >&2; wait`);
    expect(result.stdout).toBe('o'.repeat(5_000_000));
    expect(result.stderr).toBe('e'.repeat(5_000_000));
  });

  test('passes standard input on, and lets a command leave it unread', async () => {
    const client = await enter('web01');
    const { channel, seen } = await start(client, 'cat');
    channel.end('binary \0 text');
    expect((await seen).toSorted()).toEqual(['close', 'exit 0', 'stdout binary \0 text']);
    const unread = await start(client, 'exit 4');
    unread.channel.end(Buffer.alloc(100_000));
    expect(await unread.seen).toEqual(['exit 4', 'close']);
  });

  test('kills the whole process group when the channel closes', async () => {
    const client = await enter('web01');
    const { channel } = await start(client, 'sleep 1000 & echo $!; wait');
    const pid = Number(await new Promise((resolve) => channel.once('data', resolve)));
    channel.close();
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 5000 }).toBe(false);
  });

  test('passes on signals', async () => {
    const client = await enter('web01');
    const { channel, seen } = await start(client, 'trap "echo caught; exit 3" USR1; echo ready; read line');
    await new Promise((resolve) => channel.once('data', resolve));
    channel.signal('USR1');
    expect((await seen).toSorted()).toEqual(['close', 'exit 3', 'stdout caught\n', 'stdout ready\n']);
  });

  test('lets nobody else in', async () => {
    await expect(enter('web01', 'root')).rejects.toThrow('All configured authentication methods failed');
    await expect(
      login({ port: fleet.port('web01') ?? 0, clientKey: newKey() }, { username: 'demo' }),
    ).rejects.toThrow();
  });
});

describe('its files by SFTP', () => {
  async function sftp(): Promise<SFTPWrapper> {
    const client = await enter('web01');
    return new Promise((resolve, reject) =>
      client.sftp((error, session) => (error ? reject(error) : resolve(session))),
    );
  }

  function call<T>(work: (done: (error: Error | null | undefined, value?: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => work((error, value) => (error ? reject(error) : resolve(value as T))));
  }

  test('puts, reads, renames, lists and removes', async () => {
    const session = await sftp();
    const local = join(fleet.folder, 'big');
    const content = Buffer.alloc(1_000_000, 'runbook ');
    await writeFile(local, content);
    await call((done) => session.mkdir('files', { mode: 0o700 }, done));
    await call((done) => session.fastPut(local, 'files/part', done));
    await call((done) => session.chmod('files/part', 0o640, done));
    await call((done) => session.rename('files/part', 'files/whole', done));
    const whole = join(fleet.home('web01'), 'files/whole');
    expect((await readFile(whole)).equals(content)).toBe(true);
    expect((await stat(whole)).mode & 0o7777).toBe(0o640);
    expect((await call<Buffer>((done) => session.readFile('files/whole', done))).equals(content)).toBe(true);
    expect((await call<{ size: number }>((done) => session.stat('files/whole', done))).size).toBe(1_000_000);
    expect(await call((done) => session.realpath('.', done))).toBe(fleet.home('web01'));
    await call((done) => session.symlink('whole', 'files/link', done));
    expect(await call((done) => session.readlink('files/link', done))).toBe('whole');
    const names = await call<{ filename: string }[]>((done) => session.readdir('files', done));
    expect(names.map(({ filename }) => filename).toSorted()).toEqual(['link', 'whole']);
    await call((done) => session.unlink('files/link', done));
    await call((done) => session.unlink('files/whole', done));
    await call((done) => session.rmdir('files', done));
    expect(existsSync(join(fleet.home('web01'), 'files'))).toBe(false);
  });

  test('says why something cannot be done', async () => {
    const session = await sftp();
    await expect(call((done) => session.readFile('nothing', done))).rejects.toThrow('no such file');
    await expect(call((done) => session.rmdir('..', done))).rejects.toThrow('ENOTEMPTY');
  });
});

describe('the fleet', () => {
  test('is described by files that only its owner can read', async () => {
    expect((await stat(fleet.folder)).mode & 0o777).toBe(0o700);
    expect((await stat(fleet.keyFile)).mode & 0o777).toBe(0o600);
    expect(
      await readFile(fleet.inventoryFile, 'utf8'),
    ).toBe(`# The fleet of \`runbook demo\`: SSH hosts on this machine, gone when it ends.
all:
  vars:
    ansible_host: 127.0.0.1
    ansible_user: demo
    ansible_ssh_private_key_file: "${fleet.keyFile}"
    ansible_ssh_common_args: "-o \\"UserKnownHostsFile=${fleet.knownHostsFile}\\" -o IdentitiesOnly=yes"
  children:
    web:
      hosts:
        web01: { ansible_port: ${fleet.port('web01')} }
        web02: { ansible_port: ${fleet.port('web02')} }
    db:
      hosts: {}
`);
  });

  test('leaves nothing behind', async () => {
    const client = await enter('web01');
    const { channel } = await start(client, 'echo $$; trap "" HUP TERM; sleep 1000');
    const pid = Number(await new Promise((resolve) => channel.once('data', resolve)));
    await fleet.close();
    expect([existsSync(fleet.folder), existsSync(`/proc/${pid}`)]).toEqual([false, false]);
  });

  test('divides its hosts as real fleets are divided', async () => {
    const five = await startFleet({ hosts: 5 });
    await five.close();
    expect(five.hosts).toEqual(['web01', 'web02', 'web03', 'db01', 'db02']);
  });
});
