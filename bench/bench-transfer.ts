import { createReadStream, createWriteStream } from 'node:fs';
import { truncate, unlink, writeFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Connection } from '../src/connection/connection.ts';
import { SshConnector } from '../src/connection/ssh.ts';
import { Sshd } from '../test/rig/sshd.ts';
import { targetTo } from '../test/rig/target.ts';
import { timed } from './timed.ts';

const MEGABYTES = 1000;

/** Megabytes a second of one large file through a real sshd, both ways: ours by SFTP and through a command, and OpenSSH's own programs. */
export async function benchTransfer(): Promise<string[]> {
  const [sshd, bare] = [await Sshd.start(), await Sshd.start({ sftp: false })];
  const here = `${sshd.scratch.path}/here`;
  await writeFile(here, '');
  await truncate(here, MEGABYTES * 1e6);
  const ways: readonly [string, (here: string, there: string) => Promise<readonly [string, string]>][] = [
    ['runbook by SFTP', (...files) => ours(sshd, files)],
    ['runbook through a command', (...files) => ours(bare, files)],
    ['sftp', (...files) => openSsh('sftp', sshd, files)],
    ['scp', (...files) => openSsh('scp', sshd, files)],
  ];
  const lines: string[] = [`${MEGABYTES} MB through sshd on loopback, MB/s up and down`];
  try {
    for (const [name, way] of ways) {
      const there = `${sshd.scratch.path}/there`;
      lines.push(`  ${name.padEnd(26)} ${(await way(here, there)).map((rate) => rate.padStart(5)).join(' ')}`);
      await Promise.all([unlink(there), unlink(`${there}.back`)]);
    }
    return lines;
  } finally {
    await sshd.close();
    await bare.close();
  }
}

async function ours(sshd: Sshd, [here, there]: readonly [string, string]): Promise<readonly [string, string]> {
  const connection: Connection = await new SshConnector().open(targetTo(sshd));
  try {
    const up = await rate(() => connection.put(createReadStream(here, { highWaterMark: 1 << 18 }), there));
    const down = await rate(async () => {
      const sink = createWriteStream(`${there}.back`);
      await connection.get(there, sink);
      await finished(sink.end());
    });
    return [up, down];
  } finally {
    await connection.close();
  }
}

/** sftp and scp take the same options; the first reads what it is told from standard input unless a path is enough. */
async function openSsh(
  program: 'sftp' | 'scp',
  sshd: Sshd,
  [here, there]: readonly [string, string],
): Promise<readonly [string, string]> {
  const options = [
    '-q',
    '-P',
    String(sshd.port),
    '-i',
    sshd.clientKeyFile,
    '-o',
    `UserKnownHostsFile=${sshd.knownHostsFile}`,
  ];
  const remote = `${sshd.user}@127.0.0.1:${there}`;
  const down = () => timed(program, [...options, remote, `${there}.back`]);
  const batch = `${sshd.scratch.path}/batch`;
  await writeFile(batch, `put ${here} ${there}\n`);
  const up = () =>
    program === 'scp'
      ? timed(program, [...options, here, remote])
      : timed(program, [...options, '-b', batch, `${sshd.user}@127.0.0.1`]);
  return [await rate(up), await rate(down)];
}

async function rate(work: () => Promise<unknown>): Promise<string> {
  const began = performance.now();
  await work();
  return ((MEGABYTES * 1000) / (performance.now() - began)).toFixed(0);
}
