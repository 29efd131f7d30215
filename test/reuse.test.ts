import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Sshd, sshdAvailable } from './rig/sshd.ts';

const program = join(import.meta.dirname, '../dist/bin/runbook.js');

/** Looks first and acts then, three times in a loop, is delegated, and fails: five tasks that reach the host. */
const playbook = `
- hosts: h1
  gather_facts: false
  tasks:
    - command: "true"
    - file: {path: "{{ here }}/{{ item }}", state: touch}
      loop: [a, b, c]
    - debug: {msg: nothing of the host}
    - command: "true"
      delegate_to: h2
    - command: "false"
      ignore_errors: true
    - command: "true"
`;

describe.runIf(sshdAvailable)('a run', () => {
  test.each([
    [[], 2],
    [['--no-connection-reuse'], 5],
    [['--no-connection-reuse', '--connect', 'lazy'], 5],
  ])('with %j logs in %i times', async (flags, logins) => {
    const sshd = await Sshd.start();
    const host = `ansible_host=127.0.0.1 ansible_port=${sshd.port} ansible_user=${sshd.user} ansible_ssh_private_key_file=${sshd.clientKeyFile} ansible_ssh_common_args='-o UserKnownHostsFile=${sshd.knownHostsFile}'`;
    try {
      const inventory = await sshd.scratch.file('hosts', `h1 ${host}\nh2 ${host} ansible_host=localhost\n`);
      const path = await sshd.scratch.file('play.yaml', playbook);
      const args = [program, 'play', path, '-i', inventory, '-e', `here=${sshd.scratch.path}`, ...flags];
      const accept = ['--host-key-checking', 'off'];
      const child = spawn(process.execPath, [...args, ...accept], { stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
      const [code] = await once(child, 'close');
      expect(output).toMatch(/h1 +: ok=6 +changed=5 /);
      expect([code, sshd.logins]).toEqual([0, logins]);
    } finally {
      await sshd.close();
    }
  });
});
