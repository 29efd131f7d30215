import ssh2, { type Client, type ClientChannel } from 'ssh2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { login } from '../../../test/rig/ssh-client.ts';
import { SshRig } from '../../../test/rig/ssh-rig.ts';
import {
  canOpenAhead,
  closeRefusedSftp,
  ignoreOtherHostKeys,
  isReadyForExec,
  openSession,
  signAtOnce,
  startOn,
} from './ssh2-internals.ts';

let rig: SshRig;
let client: Client;

beforeEach(async () => {
  rig = await SshRig.start();
  client = await login(rig);
});

afterEach(async () => {
  client.destroy();
  await rig.close();
});

describe('the ssh2 that is pinned', () => {
  test('has what channels are opened ahead with', async () => {
    expect(canOpenAhead(client)).toBe(true);
    expect(isReadyForExec(await openSession(client))).toBe(true);
  });

  test('runs a command on such a channel', async () => {
    rig.command('it').always((run) => run.exit(0));
    const channel = await openSession(client);
    const exit = new Promise((resolve) => channel.once('exit', resolve));
    await startOn(client, channel, { command: 'it', pty: false });
    expect(await exit).toBe(0);
  });

  test('tells when the connection ends before the server has said yes', async () => {
    const starting = openSession(client).then((channel) => {
      rig.vanish();
      const started = startOn(client, channel, { command: 'it', pty: false });
      client.destroy();
      return started;
    });
    await expect(starting).rejects.toThrow('Unable to exec');
  });
});

test('another one is used by its public interface only', () => {
  const other = {} as Client;
  expect([canOpenAhead(other), isReadyForExec({} as ClientChannel)]).toEqual([false, false]);
  expect(() => signAtOnce(other, () => true)).not.toThrow();
  expect(() => ignoreOtherHostKeys(other)).not.toThrow();
  expect(() => closeRefusedSftp(other)).not.toThrow();
  expect(canOpenAhead(new ssh2.Client())).toBe(false);
});
