import { readFile, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { connectionFailure } from '../../test/rig/connection-failure.ts';
import type { Fault } from '../../test/rig/faults.ts';
import { type RigOptions, SshRig } from '../../test/rig/ssh-rig.ts';
import { targetTo } from '../../test/rig/target.ts';
import { newKey } from '../demo/key.ts';
import type { Connection, ConnectionError, Target } from './connection.ts';
import { SshConnector, type SshOptions } from './ssh.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(options?: RigOptions): Promise<SshRig> {
  const rig = await SshRig.start(options);
  closers.push(() => rig.close());
  return rig;
}

async function open(target: Target, options: SshOptions = {}): Promise<Connection> {
  const connection = await new SshConnector(options).open(target);
  closers.push(() => connection.close());
  return connection;
}

/** How opening a connection fails. */
async function failure(target: Target, options: SshOptions = {}): Promise<ConnectionError> {
  return await connectionFailure(open(target, options));
}

/** Pauses take no time, and are written down. */
function countingClock() {
  const pauses: number[] = [];
  const sleep = async (milliseconds: number, signal: AbortSignal) => {
    signal.throwIfAborted();
    pauses.push(milliseconds);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { pauses, clock: { sleep, random: () => 0 } };
}

describe('opening a connection', () => {
  test('logs in and runs a command', async () => {
    const rig = await serve();
    rig.command('uptime').always((run) => run.stdout('up\n').exit(0));
    const connection = await open(targetTo(rig));
    expect(connection.alive()).toBe(true);
    const { stdout, code } = await connection.exec('uptime');
    expect([String(stdout), code]).toEqual(['up\n', 0]);
  });

  test('does not ask what is allowed before it shows its key', async () => {
    const rig = await serve();
    await open(targetTo(rig));
    expect(rig.counters.authRefused).toBe(0);
  });

  test.each<[Fault]>([
    [{ kind: 'drop-before-banner' }],
    [{ kind: 'drop-in-banner' }],
    [{ kind: 'reset' }],
    [{ kind: 'max-startups' }],
  ])('tries again when the server hangs up: $kind', async (fault) => {
    const rig = await serve();
    rig.onConnect = (count) => (count < 4 ? fault : undefined);
    const { clock, pauses } = countingClock();
    await open(targetTo(rig), { clock });
    expect(pauses).toEqual([50, 100, 200]);
  });

  test('tries again until its time is over, and says what happened before', async () => {
    const rig = await serve();
    rig.onConnect = () => ({ kind: 'max-startups' });
    const { kind, message } = await failure(targetTo(rig, { connectTimeout: 300 }));
    const phase = /connecting|waiting for the server to speak/;
    expect([kind, message.replace(phase, 'PHASE')]).toEqual([
      'timeout',
      `no connection to 127.0.0.1:${rig.port} within 0.3 s: it was still PHASE; before that: ` +
        `127.0.0.1:${rig.port} closed the connection before it had introduced itself, after \`Exceeded MaxStartups\``,
    ]);
  });

  test.each<[string, Fault, ConnectionError['kind'], string]>([
    [
      'is silent',
      { kind: 'silent' },
      'timeout',
      'no connection to HERE within 0.2 s: it was still waiting for the server to speak',
    ],
    [
      'talks without end',
      { kind: 'text', text: 'hello\r\n'.repeat(40) },
      'timeout',
      'no connection to HERE within 0.2 s: it was still waiting for the server to speak',
    ],
    [
      'hangs up in the key exchange',
      { kind: 'drop-after-banner' },
      'lost',
      'HERE closed the connection during the login: the server closed the connection',
    ],
  ])('does not wait for a server that %s', async (_name, fault, kind, message) => {
    const rig = await serve();
    rig.onConnect = () => fault;
    const error = await failure(targetTo(rig, { connectTimeout: 200 }));
    expect([error.kind, error.message.replaceAll(`127.0.0.1:${rig.port}`, 'HERE')]).toEqual([kind, message]);
  });

  test('knows a port that speaks something else', async () => {
    const server: Server = createServer((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => server.close(resolve)));
    const { port } = server.address() as { port: number };
    const { kind, message, help } = await failure(
      targetTo({ port, clientKeyFile: '/dev/null', knownHostsFile: '' }, { identityFiles: [] }),
    );
    expect([kind, message, help]).toEqual([
      'protocol',
      `what answers at 127.0.0.1:${port} is not an SSH server: \`HTTP/1.1 400 Bad Request\``,
      'check `ansible_port`',
    ]);
  });

  test('knows a port at which nobody listens', async () => {
    const rig = await serve();
    const target = targetTo(rig, { identityFiles: [] });
    await rig.close();
    const { kind, message } = await failure(target);
    expect([kind, message]).toEqual(['refused', `nobody listens at 127.0.0.1:${target.port}`]);
  });

  test('knows a name that does not exist', async () => {
    const { kind, message } = await failure(targetTo(await serve(), { address: 'no-such-host.invalid' }));
    expect(kind).toBe('address');
    expect(message).toMatch(/^the name `no-such-host\.invalid` could not be looked up: E/);
  });

  test.runIf(hasIpv6)(
    'reaches an address of IPv6, and finds the one of several addresses of a name that answers',
    async () => {
      const rig = await serve();
      const six = createServer((socket) => socket.pipe(connect(rig.port, '127.0.0.1')).pipe(socket));
      await new Promise<void>((resolve) => six.listen(0, '::1', resolve));
      closers.push(() => new Promise((resolve) => six.close(resolve)));
      const { port } = six.address() as { port: number };
      await open(
        targetTo({ ...rig, port, clientKeyFile: rig.clientKeyFile }, { address: '::1', hostKeyChecking: 'off' }),
      );
      await open(targetTo(rig, { address: 'localhost', hostKeyChecking: 'off' }));
      const refused = await failure(
        targetTo({ ...rig, port: 1, clientKeyFile: rig.clientKeyFile }, { address: '::1' }),
      );
      expect(refused.message).toBe('nobody listens at [::1]:1');
    },
  );

  test('can be given up', async () => {
    const rig = await serve();
    rig.onConnect = () => ({ kind: 'silent' });
    const controller = new AbortController();
    const opening = new SshConnector().open(targetTo(rig), controller.signal);
    controller.abort(new Error('interrupted'));
    await expect(opening).rejects.toThrow('interrupted');
  });

  test('takes a banner, a slow server, and a greeting before the version', async () => {
    const rig = await serve({
      server: { banner: 'Authorised use only\n'.repeat(20), greeting: 'Welcome\r\nto this host' },
    });
    rig.onConnect = () => new Promise((resolve) => setTimeout(() => resolve(undefined), 50));
    expect((await open(targetTo(rig))).alive()).toBe(true);
  });

  test('says that there is no common ground, and what has it', async () => {
    const rig = await serve({ server: { algorithms: { kex: ['diffie-hellman-group1-sha1'] } } });
    const { kind, message, help } = await failure(targetTo(rig));
    expect([kind, message, help]).toEqual([
      'unsupported',
      `127.0.0.1:${rig.port} and the built-in SSH have nothing in common: no matching key exchange algorithm`,
      'set `ansible_connection: openssh` for this host, or `ssh_fallback: auto` for all',
    ]);
  });
});

describe('the host key', () => {
  test('that is not known is refused with its fingerprint and the command that accepts it', async () => {
    const rig = await serve();
    const file = await rig.scratch.file('empty', '');
    const { kind, message, help } = await failure(targetTo(rig, { knownHostsFiles: [file] }));
    expect([kind, message.replace(/SHA256:\S{43}/, 'FINGERPRINT'), help]).toEqual([
      'host-key',
      `the host key of [127.0.0.1]:${rig.port} is not known: ssh-ed25519 FINGERPRINT`,
      `check the fingerprint, then accept the key: ssh-keyscan -p ${rig.port} -t ed25519 127.0.0.1 >> ${file}`,
    ]);
    expect(rig.counters.authenticated).toBe(0);
  });

  test('that is not known, and cannot be, is told so', async () => {
    const { help } = await failure(targetTo(await serve(), { knownHostsFiles: ['/dev/null'] }));
    expect(help).toBe('no known_hosts file may be looked at: name one with `-o UserKnownHostsFile=FILE`');
  });

  test('that has changed is refused with the line that knows another', async () => {
    const rig = await serve();
    const file = await rig.scratch.file('changed', `# ours\n[127.0.0.1]:${rig.port} ${newKey().public}\n`);
    for (const hostKeyChecking of ['strict', 'accept-new'] as const) {
      const { kind, message, help } = await failure(targetTo(rig, { knownHostsFiles: [file], hostKeyChecking }));
      expect(kind).toBe('host-key');
      expect(message).toMatch(
        `the host key of [127.0.0.1]:${rig.port} is not the one at ${file}:2: ssh-ed25519 SHA256:`,
      );
      expect(help).toContain(`ssh-keygen -f ${file} -R '[127.0.0.1]:${rig.port}'`);
    }
  });

  test('that is revoked is refused', async () => {
    const rig = await serve();
    const file = await rig.scratch.file('revoked', `@revoked * ${rig.hostKey.public}\n`);
    const { kind, message } = await failure(targetTo(rig, { knownHostsFiles: [file], hostKeyChecking: 'accept-new' }));
    expect([kind, message.slice(0, message.indexOf(': '))]).toEqual([
      'host-key',
      `the host key of [127.0.0.1]:${rig.port} is revoked at ${file}:1`,
    ]);
  });

  test('that only an authority vouches for leads to the fallback', async () => {
    const rig = await serve();
    const file = await rig.scratch.file('authority', `@cert-authority [127.0.0.1]:* ${newKey().public}\n`);
    const { kind, help } = await failure(targetTo(rig, { knownHostsFiles: [file] }));
    expect([kind, help]).toEqual([
      'unsupported',
      'set `ansible_connection: openssh` for this host, or `ssh_fallback: auto` for all',
    ]);
  });

  test('that is new is written down when it may be', async () => {
    const rig = await serve();
    const file = `${rig.scratch.path}/new/known_hosts`;
    const connector = new SshConnector();
    const target = targetTo(rig, { knownHostsFiles: [file], hostKeyChecking: 'accept-new' });
    const connections = await Promise.all([1, 2, 3].map(() => connector.open(target)));
    await Promise.all(connections.map((connection) => connection.close()));
    expect(await readFile(file, 'utf8')).toBe(`[127.0.0.1]:${rig.port} ${rig.hostKey.public}\n`);
    await open({ ...target, hostKeyChecking: 'strict' });
  });

  test('that is new and cannot be written down is accepted with a warning', async () => {
    const rig = await serve();
    const file = '/dev/null/ssh/known_hosts';
    const told: string[][] = [];
    const connector = new SshConnector({ warn: (...words) => told.push(words) });
    await (await connector.open(targetTo(rig, { knownHostsFiles: [file], hostKeyChecking: 'accept-new' }))).close();
    expect(told).toEqual([
      [
        "the new host key of `host1` cannot be written down: ENOTDIR: not a directory, mkdir '/dev/null/ssh'",
        'make the file writable, or name another with `-o UserKnownHostsFile=FILE`',
      ],
    ]);
  });

  test('is not looked at when checking is off', async () => {
    const rig = await serve();
    await open(targetTo(rig, { knownHostsFiles: [], hostKeyChecking: 'off' }));
  });

  test('is looked up under its alias', async () => {
    const rig = await serve();
    const file = await rig.scratch.file('alias', `cluster ${rig.hostKey.public}\n`);
    await open(targetTo(rig, { knownHostsFiles: [file], hostKeyAlias: 'cluster' }));
  });

  test('is asked for in a type that is known', async () => {
    const known = newKey();
    const rig = await serve({ server: { hostKeys: [known.private, ...(await rsaKey())] } });
    const file = await rig.scratch.file('ed25519', `[127.0.0.1]:${rig.port} ${known.public}\n`);
    await open(targetTo(rig, { knownHostsFiles: [file] }));
  });

  test('may be shown again in the middle of a command', async () => {
    const rig = await serve();
    const slow = rig.command('slow');
    const connection = await open(targetTo(rig));
    const running = connection.exec('slow');
    const run = await slow.next();
    await writeFile(rig.knownHostsFile, '');
    await (await rig.connections.next()).rekey();
    run.stdout('after').exit(0);
    expect(String((await running).stdout)).toBe('after');
  });
});

async function rsaKey(): Promise<string[]> {
  const { default: ssh2 } = await import('ssh2');
  return [ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 }).private];
}
