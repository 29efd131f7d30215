import { afterEach, describe, expect, test } from 'vitest';
import { DelayProxy } from '../../../test/rig/delay-proxy.ts';
import { SshRig } from '../../../test/rig/ssh-rig.ts';
import { Sshd, sshdAvailable } from '../../../test/rig/sshd.ts';
import { type Reachable, targetTo } from '../../../test/rig/target.ts';
import type { Connection } from '../connection.ts';
import { SshConnector, type SshOptions } from '../ssh.ts';

/** Milliseconds each way: long against what machines need, so that time counts round trips. */
const delayMs = 100;

/** A shell that starts fast: bash reads `.bashrc` under sshd only as an outermost shell. */
const config = ['SetEnv SHLVL=1', 'ForceCommand exec /bin/true'];

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function behindProxy(
  server: Reachable & { close(): Promise<void> },
): Promise<{ proxy: DelayProxy; at: Reachable }> {
  const proxy = await DelayProxy.start(server.port, delayMs);
  closers.push(
    () => server.close(),
    () => proxy.close(),
  );
  const { clientKeyFile, knownHostsFile } = server;
  return { proxy, at: { port: proxy.port, clientKeyFile, knownHostsFile, ...(server.user && { user: server.user }) } };
}

async function open(connector: SshConnector, at: Reachable): Promise<Connection> {
  const connection = await connector.open(targetTo(at, { hostKeyChecking: 'off' }));
  closers.push(() => connection.close());
  return connection;
}

async function openMeasured(proxy: DelayProxy, at: Reachable, options: SshOptions = {}) {
  let connection: Connection | undefined;
  const cost = await proxy.measure(async () => {
    connection = await open(new SshConnector(options), at);
  });
  return { connection: connection as Connection, ...cost };
}

describe.runIf(sshdAvailable)('through a long line to a real sshd', () => {
  test('a login takes at most 5.5 round trips, a command 1.2', async () => {
    const { proxy, at } = await behindProxy(await Sshd.start({ config }));
    const login = await openMeasured(proxy, at);
    expect(login.roundTrips).toBeLessThan(5.5);
    // The first channel is still on its way when the login is done.
    await login.connection.exec('first');
    const costs: number[] = [];
    for (let turn = 0; turn < 5; turn++)
      costs.push((await proxy.measure(() => login.connection.exec('true'))).roundTrips);
    expect(Math.min(...costs)).toBeLessThan(1.2);
  });

  test('a command takes a turn less on a channel that was opened ahead than by the public interface', async () => {
    const { proxy, at } = await behindProxy(await Sshd.start({ config }));
    const least = async (ahead: boolean): Promise<number> => {
      const { connection } = await openMeasured(proxy, at, { ahead });
      await connection.exec('first');
      const costs: number[] = [];
      for (let turn = 0; turn < 5; turn++) costs.push((await proxy.measure(() => connection.exec('true'))).roundTrips);
      return Math.min(...costs);
    };
    expect(await least(true)).toBeLessThan(1.5);
    expect(await least(false)).toBeGreaterThan(1.8);
  });
});

test.runIf(!sshdAvailable)(
  'no sshd here, or not root: round trips are counted against the scripted server only',
  () => {
    expect(sshdAvailable).toBe(false);
  },
);

describe('through a long line to the scripted server', () => {
  test('a command with a terminal takes no more than one without', async () => {
    const rig = await SshRig.start();
    rig.command('it').always((run) => run.exit(0));
    const { proxy, at } = await behindProxy(rig);
    const { connection } = await openMeasured(proxy, at);
    await connection.exec('it');
    const plain = await proxy.measure(() => connection.exec('it'));
    const onTerminal = await proxy.measure(() => connection.exec('it', { pty: true }));
    expect(onTerminal.turns).toBe(plain.turns);
  });

  test('a key that a server has taken before signs at once', async () => {
    const rig = await SshRig.start();
    const { proxy, at } = await behindProxy(rig);
    const connector = new SshConnector({ ahead: false });
    const turns: number[] = [];
    for (let login = 0; login < 2; login++) {
      const target = targetTo(at, { hostKeyChecking: 'off', identitiesNamed: false });
      const cost = await proxy.measure(async () => {
        const connection = await connector.open(target);
        closers.push(() => connection.close());
      });
      turns.push(cost.turns);
    }
    expect((turns[0] ?? 0) - (turns[1] ?? 0)).toBe(1);
  });
});
