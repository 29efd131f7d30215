import { readFile } from 'node:fs/promises';
import ssh2, { type Client, type ClientChannel, type ConnectConfig } from 'ssh2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSession } from '../../src/connection/ssh/ssh2-internals.ts';
import { login as loginTo, run, start } from './ssh-client.ts';
import { type RigOptions, SshRig } from './ssh-rig.ts';

const open: Client[] = [];
let rig: SshRig;

beforeEach(async () => {
  rig = await SshRig.start();
});

afterEach(async () => {
  for (const client of open.splice(0)) client.destroy();
  await rig.close();
});

async function restart(options: RigOptions): Promise<void> {
  await rig.close();
  rig = await SshRig.start(options);
}

async function login(config: ConnectConfig = {}): Promise<Client> {
  const client = await loginTo(rig, config);
  open.push(client);
  return client;
}

describe('a scripted command', () => {
  test('waits for the test, then ends as it is told', async () => {
    const uptime = rig.command('uptime');
    const client = await login();
    const { seen } = await start(client, 'uptime -p');
    const run = await uptime.next();
    run.stdout('up 3 days').stderr('warned').exit(3);
    expect(run.command).toBe('uptime -p');
    expect(run.request.user).toBe('root');
    expect(await seen).toEqual(['stdout up 3 days', 'stderr warned', 'exit 3', 'close']);
    await run.closed;
  });

  test('sends packets in an order of its own', async () => {
    const odd = rig.command('odd');
    const client = await login();
    const { seen } = await start(client, 'odd');
    (await odd.next()).exitStatus(0).stdout('late').eof().close();
    expect(await seen).toEqual(['exit 0', 'stdout late', 'close']);
  });

  test('dies of a signal, or ends without saying how', async () => {
    const command = rig.command('die');
    const client = await login();
    const { seen: killed } = await start(client, 'die 1');
    (await command.next()).kill('KILL');
    const { seen: lost } = await start(client, 'die 2');
    (await command.next()).close();
    expect(await killed).toEqual(['exit SIGKILL', 'close']);
    expect(await lost).toEqual(['close']);
  });

  test('hands over standard input and signals', async () => {
    const cat = rig.command('cat');
    const client = await login();
    const { channel, seen } = await start(client, 'cat');
    channel.write('one ');
    channel.signal('TERM');
    channel.end('two');
    const run = await cat.next();
    expect(await run.signals.next()).toBe('TERM');
    expect(String(await run.stdin)).toBe('one two');
    run.exit(0);
    expect(await seen).toEqual(['exit 0', 'close']);
  });

  test('answers by itself when it is told once, and unknown commands end with 127', async () => {
    rig.command(/^true$/).always((run) => run.exit(0));
    const client = await login();
    expect(await run(client, 'true')).toEqual(['exit 0', 'close']);
    expect(await run(client, 'false')).toEqual(['exit 127', 'stderr no script for: false\n', 'close']);
    expect(rig.unexpected).toEqual(['false']);
    expect(rig.counters.commands).toBe(2);
  });
});

describe('limits and counters', () => {
  test('refuses channels over the limit and frees them when they close', async () => {
    rig.rules.maxSessions = 1;
    const hold = rig.command('hold');
    const client = await login();
    const { seen: first } = await start(client, 'hold');
    const run = await hold.next();
    await expect(start(client, 'hold')).rejects.toThrow('Channel open failure');
    run.exit(0);
    await first;
    await run.closed;
    const { seen: second } = await start(client, 'hold');
    (await hold.next()).exit(0);
    await second;
    const { channels, channelsRefused, handshakes, authenticated, connections } = rig.counters;
    expect([channels.peak, channels.total, channelsRefused]).toEqual([1, 2, 1]);
    expect([handshakes, authenticated, connections.open]).toEqual([1, 1, 1]);
  });

  test('a session that was opened and given back unused is closed by both sides', async () => {
    rig.rules.maxSessions = 1;
    const client = await login();
    for (const _turn of [1, 2]) {
      const channel = await openSession(client);
      const closed = new Promise<void>((resolve) => channel.once('close', () => resolve()));
      channel.resume().close();
      await closed;
    }
    expect([rig.counters.channels.total, rig.counters.channelsRefused]).toEqual([2, 0]);
  });

  test('refuses connections over maxStartups while others have not logged in', async () => {
    rig.maxStartups = 0;
    await expect(login()).rejects.toThrow();
    rig.maxStartups = 1;
    await login();
    await login();
    expect([rig.counters.dropped, rig.counters.authenticated, rig.counters.unauthenticated.open]).toEqual([1, 2, 0]);
  });
});

describe('faults', () => {
  test.each(['drop-before-banner', 'drop-in-banner', 'drop-after-banner', 'reset', 'max-startups'] as const)(
    '%s ends the first connection and not the second',
    async (kind) => {
      rig.onConnect = (count) => (count === 1 ? { kind } : undefined);
      await expect(login()).rejects.toThrow();
      await login();
      expect([rig.counters.dropped, rig.counters.connections.total, rig.counters.handshakes]).toEqual([1, 2, 1]);
    },
  );

  test('a vanished server answers nothing and closes nothing', async () => {
    const client = await login({ keepaliveInterval: 5, keepaliveCountMax: 2 });
    rig.vanish();
    const error = await new Promise<Error>((resolve) => client.on('error', resolve));
    expect(error.message).toBe('Keepalive timeout');
    expect(rig.counters.connections.open).toBe(1);
  });

  test('dropAll cuts what is open', async () => {
    const client = await login();
    const closed = new Promise<void>((resolve) => client.on('close', resolve));
    rig.dropAll();
    await closed;
  });

  test('a key exchange in the middle of a command changes nothing', async () => {
    const command = rig.command('work');
    const client = await login();
    const { seen } = await start(client, 'work');
    const run = await command.next();
    await rig.connections.all[0]?.rekey();
    run.stdout('done').exit(0);
    expect(await seen).toEqual(['stdout done', 'exit 0', 'close']);
    expect(rig.counters.handshakes).toBe(1);
  });
});

describe('logging in', () => {
  test('asks for a password, or by keyboard-interactive', async () => {
    await restart({
      login: {
        methods: ['password', 'keyboard-interactive'],
        password: 'pw',
        prompts: [{ prompt: 'Code: ', answer: '42' }],
      },
    });
    await login({ password: 'pw' });
    await expect(login({ password: 'wrong' })).rejects.toThrow('All configured authentication methods failed');
    const client = new ssh2.Client();
    open.push(client);
    client.on('keyboard-interactive', (_name, _instructions, _lang, _prompts, finish) => finish(['42']));
    client.connect({ host: '127.0.0.1', port: rig.port, username: 'tester', tryKeyboard: true });
    await new Promise((resolve, reject) => client.on('ready', () => resolve(true)).on('error', reject));
  });

  test('asks for all methods when the rules say so', async () => {
    await restart({ login: { methods: ['publickey', 'password'], password: 'pw', all: true } });
    await login({ password: 'pw' });
    await expect(login({})).rejects.toThrow('All configured authentication methods failed');
  });

  test('forwards to another server when it is a bastion', async () => {
    const inner = await SshRig.start();
    await restart({ forwarding: true });
    const bastion = await login();
    const sock = await new Promise<ClientChannel>((resolve, reject) =>
      bastion.forwardOut('127.0.0.1', 0, '127.0.0.1', inner.port, (error, channel) =>
        error ? reject(error) : resolve(channel),
      ),
    );
    inner.command('true').always((run) => run.exit(0));
    const target = await login({ sock, privateKey: inner.clientKey.private });
    expect(await run(target, 'true')).toEqual(['exit 0', 'close']);
    expect(rig.counters.forwarded.total).toBe(1);
    await inner.close();
  });

  test('writes the files that a client needs', async () => {
    expect(await readFile(rig.knownHostsFile, 'utf8')).toBe(`[127.0.0.1]:${rig.port} ${rig.hostKey.public}\n`);
    expect(await readFile(rig.clientKeyFile, 'utf8')).toBe(rig.clientKey.private);
  });
});
