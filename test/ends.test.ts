import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { livingInGroup } from './rig/process-tree.ts';
import { Sshd, sshdAvailable } from './rig/sshd.ts';

const program = join(import.meta.dirname, '../dist/bin/runbook.js');

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The built program while a command of it runs on a real sshd, and the command's process group there. */
interface Started {
  readonly child: ChildProcess;
  readonly group: number;
  readonly output: () => string;
}

async function start(script: string): Promise<Started> {
  const sshd = await Sshd.start({ config: ['SetEnv SHLVL=1'] });
  closers.push(() => sshd.close());
  const mark = `${sshd.scratch.path}/group`;
  const hosts = `h1 ansible_host=127.0.0.1 ansible_port=${sshd.port} ansible_user=${sshd.user} ansible_ssh_private_key_file=${sshd.clientKeyFile} ansible_ssh_common_args='-o UserKnownHostsFile=${sshd.knownHostsFile}'\n`;
  const inventory = await sshd.scratch.file('hosts', hosts);
  const command = `echo $$ > ${mark}; ${script}`;
  const child = spawn(process.execPath, [program, 'exec', 'all', '-i', inventory, '-m', 'shell', '-a', command], {
    env: { ...process.env, NO_COLOR: '1' },
  });
  closers.push(async () => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const group = await vi.waitFor(
    async () => {
      const text = await readFile(mark, 'utf8').catch(() => '');
      expect(text, output).toMatch(/\d\n/);
      return Number(text);
    },
    { timeout: 15_000, interval: 20 },
  );
  return { child, group, output: () => output };
}

async function gone(group: number): Promise<void> {
  await vi.waitFor(() => expect(livingInGroup(group)).toEqual([]), { timeout: 4000 });
}

describe.runIf(sshdAvailable)('the program ends, and nothing is left of its command on the host', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ] as const)('by %s: with a summary and its own exit code', async (signal, code) => {
    const { child, group, output } = await start('sleep 100 & sleep 100');
    child.kill(signal);
    const [exit] = await once(child, 'close');
    expect([exit, output()]).toEqual([code, expect.stringContaining('interrupted')]);
    await gone(group);
  });

  test('by a second SIGINT, at once', async () => {
    const { child, group } = await start(`trap '' TERM; sleep 100; sleep 100`);
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGINT'), 100);
    const [exit] = await once(child, 'close');
    expect(exit).toBe(130);
    await gone(group);
  });

  test('by SIGKILL, which it cannot answer', async () => {
    const { child, group } = await start('sleep 100 & sleep 100');
    child.kill('SIGKILL');
    await once(child, 'close');
    await gone(group);
  });
});

test.runIf(!sshdAvailable)('no sshd here, or not root: how the program ends is not tested on a host', () => {
  expect(sshdAvailable).toBe(false);
});
