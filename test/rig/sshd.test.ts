import type { Client } from 'ssh2';
import { afterEach, describe, expect, test } from 'vitest';
import { login, run } from './ssh-client.ts';
import { Sshd, type SshdOptions, sshdAvailable } from './sshd.ts';

describe.runIf(sshdAvailable)('a real sshd', () => {
  const clients: Client[] = [];
  const servers: Sshd[] = [];

  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  async function serve(options?: SshdOptions): Promise<Sshd> {
    const server = await Sshd.start(options);
    servers.push(server);
    return server;
  }

  async function enter(server: Sshd): Promise<Client> {
    const client = await login(server, { username: server.user });
    clients.push(client);
    return client;
  }

  test('runs commands for the generated key', async () => {
    const client = await enter(await serve());
    expect(await run(client, 'echo hi; exit 3')).toEqual(['stdout hi\n', 'exit 3', 'close']);
  });

  test('takes lines of configuration, which win over its own', async () => {
    const server = await serve({ config: ['MaxSessions 1', 'ForceCommand echo forced'] });
    expect(await run(await enter(server), 'echo mine')).toEqual(['stdout forced\n', 'exit 0', 'close']);
    expect(server.log).toMatch(/Accepted publickey for/);
  });

  test('has a Match block at the end, and options on the key', async () => {
    const server = await serve({
      config: ['Match User nobody', '  ForceCommand false'],
      keyOptions: 'command="echo by key"',
    });
    expect(await run(await enter(server), 'echo mine')).toEqual(['stdout by key\n', 'exit 0', 'close']);
  });

  test('restarts on its port while connections live on, and cuts them when told', async () => {
    const server = await serve();
    const before = await enter(server);
    await server.restart();
    expect(await run(before, 'echo alive')).toEqual(['stdout alive\n', 'exit 0', 'close']);
    await enter(server);
    expect(server.connectionPids()).toHaveLength(1);
    const closed = new Promise((resolve) => before.on('close', () => resolve(true)));
    server.cutConnections();
    await closed;
  });

  test('says what it printed when it cannot start', async () => {
    await expect(serve({ config: ['NoSuchKeyword yes'] })).rejects.toThrow(
      /sshd ended before it listened:[\s\S]*NoSuchKeyword/,
    );
  });
});

test.runIf(!sshdAvailable)('no sshd here, or not root: tests against real OpenSSH are left out', () => {
  expect(sshdAvailable).toBe(false);
});
