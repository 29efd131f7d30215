import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { Scratch } from './rig/scratch.ts';

const program = join(import.meta.dirname, '../dist/bin/runbook.js');

const playbook = `
- hosts: all
  gather_facts: false
  tasks:
    - command: cat
      args: {stdin: hello}
      timeout: 60
    - copy: {content: some, dest: "{{ here }}/{{ inventory_hostname }}"}
    - fetch: {src: "{{ here }}/{{ inventory_hostname }}", dest: "{{ here }}/back/"}
`;

/** Complains when the SSH library was loaded. */
const hook = `process.on('exit', () => {
  if (Object.keys(require.cache).some((name) => name.includes('/ssh2/'))) console.error('ssh2 was loaded');
});`;

test('forty hosts that are this machine are worked on without SSH and with nothing on standard error', async () => {
  const scratch = await Scratch.make('runbook-local');
  try {
    const path = await scratch.file('play.yaml', playbook);
    const hosts = Array.from({ length: 40 }, (_, index) => `h${index} ansible_connection=local\n`).join('');
    const inventory = await scratch.file('hosts', hosts);
    const args = [program, 'play', path, '-i', inventory, '-e', `here=${scratch.path}`, '-f', '40'];
    const watch = ['--require', await scratch.file('hook.cjs', hook)];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...watch, ...args]);
    expect(stderr).toBe('');
    expect(stdout).toContain('40 hosts: 40 ok (40 changed)');
    expect(readdirSync(join(scratch.path, 'back'))).toHaveLength(40);
  } finally {
    await scratch.remove();
  }
});
