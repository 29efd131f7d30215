import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DelayProxy } from '../../../test/rig/delay-proxy.ts';
import { Sshd, sshdAvailable } from '../../../test/rig/sshd.ts';
import { targetTo } from '../../../test/rig/target.ts';
import type { Connection } from '../connection.ts';
import { SshConnector } from '../ssh.ts';

/** Milliseconds each way: long against what machines need, so that time counts round trips. */
const delayMs = 100;

describe.runIf(sshdAvailable)('by SFTP, in round trips, four of which open the session', () => {
  let sshd: Sshd;
  let proxy: DelayProxy;
  let connection: Connection;

  beforeAll(async () => {
    sshd = await Sshd.start({ config: ['SetEnv SHLVL=1'] });
    proxy = await DelayProxy.start(sshd.port, delayMs);
    const at = { port: proxy.port, clientKeyFile: sshd.clientKeyFile, knownHostsFile: sshd.knownHostsFile };
    connection = await new SshConnector().open(targetTo(at, { hostKeyChecking: 'off' }));
    await connection.exec('true');
  });
  afterAll(async () => {
    await connection.close();
    await proxy.close();
    await sshd.close();
  });

  const least = async (work: () => Promise<unknown>): Promise<number> => {
    const costs: number[] = [];
    for (let turn = 0; turn < 3; turn++) costs.push((await proxy.measure(work)).roundTrips);
    return Math.min(...costs);
  };

  it.each([
    [10_000, 7, 6],
    [300_000, 8, 8],
  ])('%i bytes go up in %i and come down in %i', async (size, up, down) => {
    const bytes = randomBytes(size);
    const path = join(sshd.scratch.path, 'file');
    expect(await least(() => connection.put(bytes, path))).toBeLessThan(up + 0.7);
    expect(await least(() => connection.get(path, new PassThrough().resume()))).toBeLessThan(down + 0.7);
  });
});
