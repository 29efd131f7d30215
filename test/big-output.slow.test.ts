import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Scratch } from './rig/scratch.ts';
import { Sshd } from './rig/sshd.ts';

const size = 300_000_000;
let scratch: Scratch;
let sshd: Sshd;
beforeAll(async () => {
  scratch = await Scratch.make('big-output');
  sshd = await Sshd.start();
  const host = (name: string) =>
    `    ${name}: {ansible_host: 127.0.0.1, ansible_port: ${sshd.port}, ansible_user: ${sshd.user}, ansible_ssh_private_key_file: ${sshd.clientKeyFile}}\n`;
  await scratch.file(
    'hosts.yaml',
    `all:\n  vars: {ansible_ssh_common_args: -o UserKnownHostsFile=${sshd.knownHostsFile}}\n  hosts:\n${host('loud')}${host('quiet')}`,
  );
});
afterAll(async () => {
  await sshd.stop();
  await scratch.remove();
});

/** Runs the program and says how much memory it took at most, in MB. */
async function run(playbook: string) {
  const path = await scratch.file('site.yaml', playbook);
  const words = [
    'dist/bin/runbook.js',
    'play',
    path,
    '-i',
    `${scratch.path}/hosts.yaml`,
    '--strategy',
    'free',
    '--report',
    `json=${scratch.path}/run.json`,
  ];
  const child = spawn(process.execPath, words, { stdio: 'ignore', env: { ...process.env, TMPDIR: scratch.path } });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMegabytes(child.pid ?? 0));
  }, 50);
  await once(child, 'exit');
  clearInterval(watch);
  return { peak, report: JSON.parse(readFileSync(`${scratch.path}/run.json`, 'utf8')) };
}

function residentMegabytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const play = (bytes: number) => `
- hosts: all
  gather_facts: false
  tasks:
    - shell: "{{ 'yes 0123456789 | head -c ${bytes}' if inventory_hostname == 'loud' else 'echo fine' }}"
    - shell: echo after
`;

test('a host that prints 300 MB takes little memory, delays nobody, and all of it is kept', async () => {
  const little = await run(play(100));
  const { peak, report } = await run(play(size));
  // 10 MB are kept; V8 lets up to 64 MB of buffers that nobody needs any more come together before it frees them.
  expect(peak - little.peak).toBeLessThan(80);
  const [first, second] = report.plays[0].tasks;
  const { result } = first.hosts.loud;
  expect(statSync(result.stdout_file).size).toBe(size);
  expect(result.stdout).toContain('bytes are left out here: all of it is in ');
  await rm(dirname(result.stdout_file), { recursive: true });
  expect(second.hosts.quiet.result.stdout).toBe('after');
  expect(first.hosts.quiet.durationMs).toBeLessThan(first.hosts.loud.durationMs);
});
