import { afterEach, describe, expect, test } from 'vitest';
import { fakeTarget } from '../../../test/rig/fake-connector.ts';
import { SshRig } from '../../../test/rig/ssh-rig.ts';
import { Sshd, type SshdOptions, sshdAvailable } from '../../../test/rig/sshd.ts';
import type { Target } from '../connection.ts';
import { SshConnector } from '../ssh.ts';
import { Pool } from './pool.ts';
import { defaultPoolSettings, type PoolSettings } from './settings.ts';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(options?: SshdOptions): Promise<Sshd> {
  // A home without a .bashrc, so that the login shell starts at once.
  const server = await Sshd.start({ ...options, config: [...(options?.config ?? []), 'SetEnv HOME=/nonexistent'] });
  closers.push(() => server.close());
  return server;
}

function pooled(settings: Partial<PoolSettings> = {}): Pool {
  const pool = new Pool(new SshConnector({ again: false }), { ...defaultPoolSettings, ...settings });
  closers.push(() => pool.closeAll());
  return pool;
}

function targetOf(server: Sshd | SshRig, rest: Partial<Target> = {}): Target {
  const { port, clientKeyFile, knownHostsFile } = server;
  return fakeTarget('server', {
    address: '127.0.0.1',
    port,
    user: 'root',
    identityFiles: [clientKeyFile],
    identitiesOnly: true,
    knownHostsFiles: [knownHostsFile],
    hostKeyChecking: 'off',
    ...rest,
  });
}

/** As many targets as the server has names, each of them a connection of its own. */
function names(server: Sshd, count: number): Target[] {
  return Array.from({ length: count }, (_, index) => targetOf(server, { hostKeyAlias: `name${index}` }));
}

async function outputs(results: readonly Promise<{ stdout: Buffer }>[]): Promise<string[]> {
  return (await Promise.all(results)).map(({ stdout }) => String(stdout).trim());
}

describe.runIf(sshdAvailable)('the pool on a real sshd', () => {
  test.each([1, 2, 10])('runs forty commands at once where MaxSessions is %i', async (sessions) => {
    const server = await serve({ config: [`MaxSessions ${sessions}`] });
    const pool = pooled({ maxConnectionsPerHost: 3 });
    const lease = await pool.open(targetOf(server));
    const texts = Array.from({ length: 40 }, (_, index) => `number ${index}`);
    expect(await outputs(texts.map((text) => lease.exec(`echo ${text}`)))).toEqual(texts);
    expect(pool.figures().uses).toBe(40);
    await expect.poll(() => server.commands).toBe(40);
  });

  test('reaches every one of forty names on a server that drops more than three logins at a time', async () => {
    const server = await serve({ config: ['MaxStartups 3'] });
    const pool = pooled();
    const warmed = await pool.warm(names(server, 40), 40);
    expect(warmed.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(pool.figures()).toMatchObject({ opened: 40, open: 40, dialsFailed: 0 });
    expect(pool.figures().dialsDropped).toBeGreaterThan(0);
  });

  test('comes back to a server that was restarted between two commands', async () => {
    const server = await serve();
    const pool = pooled();
    const lease = await pool.open(targetOf(server));
    expect(await outputs([lease.exec('echo before')])).toEqual(['before']);
    await server.restart();
    server.cutConnections();
    await expect.poll(() => lease.exec('echo after').then(({ stdout }) => String(stdout))).toBe('after\n');
    expect(pool.figures()).toMatchObject({ lost: 1, reconnects: 1, opened: 2 });
  });

  test('tells a command that was cut off in the middle as lost, and never runs it again', async () => {
    const server = await serve();
    const pool = pooled();
    const lease = await pool.open(targetOf(server));
    const lost = expect(
      lease.exec('echo started; sleep 1000', { onOutput: () => server.cutConnections() }),
    ).rejects.toMatchObject({ kind: 'lost', mayHaveRun: true });
    await lost;
    await expect.poll(() => server.commands).toBe(1);
    await lease.exec('true');
    await expect.poll(() => server.commands).toBe(2);
  });
});

describe('the pool on a scripted server', () => {
  test('gives many commands to few channels, none of them twice', async () => {
    const rig = await SshRig.start({ maxSessions: 3 });
    closers.push(() => rig.close());
    rig.command(/^run \d+$/).always((run) => run.stdout(run.command).exit(0));
    const pool = pooled({ maxConnectionsPerHost: 2 });
    const lease = await pool.open(targetOf(rig));
    const commands = Array.from({ length: 50 }, (_, index) => `run ${index}`);
    expect(await outputs(commands.map((command) => lease.exec(command)))).toEqual(commands);
    expect(rig.counters.commands).toBe(50);
    expect(rig.counters.connections.peak).toBeLessThanOrEqual(2);
  });
});
