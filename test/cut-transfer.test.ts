import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Sshd, sshdAvailable } from './rig/sshd.ts';

const program = join(import.meta.dirname, '../dist/bin/runbook.js');

/** Bytes that have arrived. */
const partOf = (folder: string) =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** Plays a task that moves a file from `here` to `there`, and lets `cut` in as soon as a part of it is there. */
async function moving(task: string, cut: (child: ChildProcess, sshd: Sshd) => void): Promise<string[]> {
  const sshd = await Sshd.start({ config: ['SetEnv SHLVL=1'] });
  const folder = sshd.scratch.path;
  const there = join(folder, 'there');
  try {
    mkdirSync(there);
    writeFileSync(join(folder, 'here'), '');
    truncateSync(join(folder, 'here'), 400_000_000);
    const host = `h ansible_host=127.0.0.1 ansible_port=${sshd.port} ansible_user=${sshd.user} ansible_ssh_private_key_file=${sshd.clientKeyFile} ansible_ssh_common_args='-o UserKnownHostsFile=${sshd.knownHostsFile}'\n`;
    const inventory = await sshd.scratch.file('hosts', host);
    const play = await sshd.scratch.file('play.yaml', `- {hosts: all, gather_facts: false, tasks: [${task}]}\n`);
    const args = [program, 'play', play, '-i', inventory, '-e', `here=${folder}`];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const ended = once(child, 'close');
    await expect.poll(() => partOf(there), { timeout: 50_000, interval: 10 }).toBeGreaterThan(0);
    expect(readdirSync(there)).not.toEqual(['file']);
    cut(child, sshd);
    await ended;
    await expect.poll(() => readdirSync(there), { timeout: 5000 }).toEqual([]);
    return readdirSync(there);
  } finally {
    await sshd.close();
  }
}

const copying = 'copy: {src: "{{ here }}/here", dest: "{{ here }}/there/file"}';
const fetching = 'fetch: {src: "{{ here }}/here", dest: "{{ here }}/there/file", flat: true}';

describe.runIf(sshdAvailable)('a file on its way leaves nothing behind', () => {
  test.each<[string, string, (child: ChildProcess, sshd: Sshd) => void]>([
    ['up, by SIGINT', copying, (child) => child.kill('SIGINT')],
    ['up, by SIGKILL', copying, (child) => child.kill('SIGKILL')],
    ['up, when the connection is cut', copying, (_child, sshd) => process.kill(sshd.connectionPids()[0] as number)],
    ['down, by SIGINT', fetching, (child) => child.kill('SIGINT')],
    ['down, when the connection is cut', fetching, (_child, sshd) => sshd.cutConnections()],
  ])('%s', async (_name, task, cut) => {
    expect(await moving(`{${task}}`, cut)).toEqual([]);
  });
});
