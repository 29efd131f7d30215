import { afterEach, describe, expect, test } from 'vitest';
import { connectionFailure } from '../../test/rig/connection-failure.ts';
import { type RigOptions, SshRig } from '../../test/rig/ssh-rig.ts';
import { targetTo } from '../../test/rig/target.ts';
import type { Connection, Target } from './connection.ts';
import { SshConnector, type SshOptions } from './ssh.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(options?: RigOptions): Promise<SshRig> {
  const rig = await SshRig.start(options);
  closers.push(() => rig.close());
  rig.command('hostname').always((run) => run.stdout('here').exit(0));
  return rig;
}

function connector(options: SshOptions = {}) {
  const ssh = new SshConnector(options);
  return async (target: Target): Promise<Connection> => {
    const connection = await ssh.open(target);
    closers.push(() => connection.close());
    return connection;
  };
}

/** A host behind bastions, the nearest first. */
function behind(host: SshRig, ...bastions: SshRig[]): Target {
  return targetTo(host, { jumps: bastions.map((rig, index) => targetTo(rig, { host: `bastion${index + 1}` })) });
}

/** As if no key had been named, for servers whose files are gone. */
function withoutKeys(target: Target): Target {
  return {
    ...target,
    identitiesNamed: false,
    jumps: (target.jumps ?? []).map((hop) => ({ ...hop, identitiesNamed: false })),
  };
}

describe('behind a bastion', () => {
  test('commands run on the host itself', async () => {
    const [host, bastion] = [await serve(), await serve({ forwarding: true })];
    const connection = await connector()(behind(host, bastion));
    expect(String((await connection.exec('hostname')).stdout)).toBe('here');
    expect([host.counters.commands, bastion.counters.commands]).toEqual([1, 0]);
  });

  test('a chain of three is walked in its order', async () => {
    const bastions = [
      await serve({ forwarding: true }),
      await serve({ forwarding: true }),
      await serve({ forwarding: true }),
    ];
    const host = await serve();
    const connection = await connector()(behind(host, ...bastions));
    expect(String((await connection.exec('hostname')).stdout)).toBe('here');
    expect(bastions.map(({ counters }) => counters.forwarded.total)).toEqual([1, 1, 1]);
  });

  test('many hosts share one connection to it, which ends with the last of them', async () => {
    const bastion = await serve({ forwarding: true });
    const hosts = await Promise.all(Array.from({ length: 8 }, () => serve()));
    const open = connector();
    const connections = await Promise.all(hosts.map((host) => open(behind(host, bastion))));
    expect(bastion.counters.connections.total).toBe(1);
    await Promise.all(connections.map((connection) => connection.close()));
    await (await bastion.connections.next()).gone;
    await open(behind(hosts[0] as SshRig, bastion));
    expect(bastion.counters.connections.total).toBe(2);
  });

  test('another connection is made when one has no room left', async () => {
    const bastion = await serve({ forwarding: true, maxForwards: 2 });
    const host = await serve();
    const open = connector();
    await Promise.all(Array.from({ length: 5 }, () => open(behind(host, bastion))));
    expect([bastion.counters.connections.total, host.counters.connections.total]).toEqual([3, 5]);
  });

  test('its host key is checked', async () => {
    const [host, bastion] = [await serve(), await serve({ forwarding: true })];
    const target = behind(host, bastion);
    const strange = { ...(target.jumps?.[0] as Target), knownHostsFiles: [await bastion.scratch.file('empty', '')] };
    const { kind, message } = await connectionFailure(connector()({ ...target, jumps: [strange] }));
    expect([kind, message.replace(/SHA256:.*/, '…')]).toEqual([
      'host-key',
      `at the bastion \`bastion1\`: the host key of [127.0.0.1]:${bastion.port} is not known: ssh-ed25519 …`,
    ]);
    expect(host.counters.connections.total).toBe(0);
  });

  test('the host key of the host itself is checked, and can be accepted without ssh-keyscan', async () => {
    const [host, bastion] = [await serve(), await serve({ forwarding: true })];
    const file = await host.scratch.file('empty', '');
    const { kind, help } = await connectionFailure(connector()({ ...behind(host, bastion), knownHostsFiles: [file] }));
    expect([kind, help]).toEqual([
      'host-key',
      `check the fingerprint, then accept the key: echo '[127.0.0.1]:${host.port} ${host.hostKey.public}' >> ${file}`,
    ]);
  });

  test.each<[string, (bastion: SshRig, host: SshRig) => Promise<unknown>, RegExp]>([
    ['is not there', (bastion) => bastion.close(), /^at the bastion `bastion1`: nobody listens at /],
    [
      'does not let us through',
      async (bastion) => {
        bastion.rules.forwarding = false;
      },
      /^the bastion `bastion1` cannot connect to 127\.0\.0\.1:\d+$/,
    ],
    ['finds nobody', (_, host) => host.close(), /^the bastion `bastion1` cannot connect to 127\.0\.0\.1:\d+$/],
  ])('the error names a bastion that %s', async (_name, arrange, message) => {
    const [host, bastion] = [await serve(), await serve({ forwarding: true })];
    const target = behind(host, bastion);
    await arrange(bastion, host);
    expect((await connectionFailure(connector()(withoutKeys(target)))).message).toMatch(message);
  });

  test('a chain names the bastion that fails, not those before it', async () => {
    const [host, second, first] = [await serve(), await serve(), await serve({ forwarding: true })];
    expect((await connectionFailure(connector()(behind(host, first, second)))).message).toMatch(
      /^the bastion `bastion2` cannot connect to/,
    );
  });

  test('its death is the end of every connection through it, and is named', async () => {
    const [host, bastion] = [await serve(), await serve({ forwarding: true })];
    const open = connector();
    const slow = host.command('sleep');
    const connections = await Promise.all(Array.from({ length: 10 }, () => open(behind(host, bastion))));
    const running = connections.map((connection) => connectionFailure(connection.exec('sleep 100')));
    await Promise.all(running.map(() => slow.next()));
    bastion.dropAll();
    for (const { kind, message, mayHaveRun } of await Promise.all(running)) {
      expect([kind, mayHaveRun]).toEqual(['lost', true]);
      expect(message).toMatch(
        /^the connection to host1 .* was lost: the bastion `bastion1` \(127\.0\.0\.1:\d+\) was lost: /,
      );
    }
    expect(connections.map((connection) => connection.alive())).not.toContain(true);
    const again = await open(behind(host, bastion));
    expect(again.alive()).toBe(true);
  });

  test('a bastion that is busy with logins is tried again', async () => {
    const [host, bastion] = [await serve(), await serve({ forwarding: true })];
    bastion.onConnect = (count) => (count < 3 ? { kind: 'max-startups' } : undefined);
    await connector({ again: false })(behind(host, bastion));
    expect(bastion.counters.connections.total).toBe(3);
  });

  test('the time-out of the host covers its bastions', async () => {
    const [host, bastion] = [await serve(), await serve({ forwarding: true })];
    bastion.onConnect = () => ({ kind: 'silent' });
    const { kind } = await connectionFailure(connector()({ ...behind(host, bastion), connectTimeout: 100 }));
    expect(kind).toBe('timeout');
  });
});

describe('behind a proxy command', () => {
  const dial = (rig: SshRig) => `bash -c 'exec 3<>/dev/tcp/127.0.0.1/${rig.port}; cat <&3 & exec cat >&3'`;

  test('commands run on the host', async () => {
    const host = await serve();
    const connection = await connector()(targetTo(host, { proxyCommand: dial(host) }));
    expect(String((await connection.exec('hostname')).stdout)).toBe('here');
  });

  test('the proxy ends with the connection', async () => {
    const host = await serve();
    const connection = await connector()(targetTo(host, { proxyCommand: dial(host) }));
    await connection.close();
    await (await host.connections.next()).gone;
  });

  test('one that closes its output and does not end is hung up', async () => {
    const host = await serve();
    const waits = `exec 3<>/dev/tcp/127.0.0.1/${host.port} 4<&0; cat <&4 >&3 & cat <&3; exec >&-; sleep 100`;
    const connection = await connector()(targetTo(host, { proxyCommand: `bash -c '${waits}'` }));
    const slow = host.command('sleep');
    const running = connectionFailure(connection.exec('sleep 100'));
    await slow.next();
    host.dropAll();
    const { kind, mayHaveRun } = await running;
    expect([kind, mayHaveRun]).toEqual(['lost', true]);
  });

  test('its last words are shown', async () => {
    const host = await serve();
    const command = 'sh -c "echo no route >&2; exit 7"';
    const { kind, message } = await connectionFailure(connector()(targetTo(host, { proxyCommand: command })));
    expect([kind, message]).toEqual(['refused', `the proxy command \`${command}\` ended with status 7: no route`]);
  });
});
