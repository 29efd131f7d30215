import { afterEach, beforeEach, expect, test } from 'vitest';
import { DelayProxy } from './delay-proxy.ts';
import { login, run } from './ssh-client.ts';
import { SshRig } from './ssh-rig.ts';

let rig: SshRig;
let proxy: DelayProxy;

beforeEach(async () => {
  rig = await SshRig.start();
  rig.command('true').always((invocation) => invocation.exit(0));
  proxy = await DelayProxy.start(rig.port, 20);
});

afterEach(async () => {
  await proxy.close();
  await rig.close();
});

test('counts what a login and a command cost on the wire', async () => {
  const server = { port: proxy.port, clientKey: rig.clientKey };
  const { connections, roundTrips, turns } = await proxy.measure(async () => {
    const client = await login(server);
    expect(await run(client, 'true')).toEqual(['exit 0', 'close']);
    client.destroy();
  });
  expect(connections).toBe(1);
  expect(turns).toBeGreaterThanOrEqual(7);
  expect(roundTrips).toBeGreaterThan(7);
});

test('counts the bytes of each direction, and passes the end on', async () => {
  rig.onConnect = () => ({ kind: 'drop-in-banner' });
  const cost = await proxy.measure(async () => {
    await expect(login({ port: proxy.port, clientKey: rig.clientKey })).rejects.toThrow();
  });
  expect(cost.bytesToClient).toBe('SSH-2.0-Run'.length);
  expect(cost.bytesToServer).toBeGreaterThan(10);
});
