import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Sshd, sshdAvailable } from './rig/sshd.ts';

const program = join(import.meta.dirname, '../dist/bin/runbook.js');
const has = (...argv: [string, ...string[]]): boolean => spawnSync(argv[0], argv.slice(1)).status === 0;
const available =
  sshdAvailable && has('sudo', '--version') && has('unshare', '-m', 'true') && has('setpriv', '--version');

const secret = "p w$'é";

/** A `sudo` with accounts and rules of its own: users `free` and `asks` may become `target`, on a terminal only. */
function strictSudo(folder: string, from: string): string {
  chmodSync(folder, 0o755);
  for (const file of ['passwd', 'shadow', 'group']) copyFileSync(`/etc/${file}`, join(folder, file));
  const hash = execFileSync('openssl', ['passwd', '-6', secret]).toString().trim();
  for (const [index, user] of ['free', 'asks', 'target'].entries()) {
    appendFileSync(join(folder, 'passwd'), `${user}:x:${64_011 + index}:64000::${folder}:/bin/sh\n`);
    appendFileSync(join(folder, 'shadow'), `${user}:${hash}:19000:0:99999:7:::\n`);
  }
  mkdirSync(join(folder, 'sudoers.d'));
  mkdirSync(join(folder, 'open'));
  chmodSync(join(folder, 'open'), 0o777);
  const rules = 'Defaults requiretty\nDefaults timestamp_timeout=0\nfree ALL=(ALL) NOPASSWD: ALL\nasks ALL=(ALL) ALL\n';
  writeFileSync(join(folder, 'sudoers.d/rules'), rules, { mode: 0o440 });
  const mounts = ['passwd', 'shadow', 'group', 'sudoers.d'].map(
    (name) => `mount --bind ${folder}/${name} /etc/${name}`,
  );
  const become = `exec setpriv --reuid ${from} --regid 64000 --clear-groups sudo "$@"`;
  const script = `#!/bin/sh\nexec unshare -m sh -c '${mounts.join(' && ')} && ${become}' sh "$@"\n`;
  writeFileSync(join(folder, 'sudo'), script, { mode: 0o755 });
  return join(folder, 'sudo');
}

const playbook = `
- hosts: h
  gather_facts: false
  become: true
  become_user: target
  tasks:
    - shell: id -un; echo ran >> {{ here }}/open/ran
      register: first
    - copy: {src: "{{ here }}/large", dest: "{{ here }}/open/large"}
    - copy: {content: small, dest: "{{ here }}/open/small", mode: "0600"}
    - shell: echo out; echo err >&2; exit 3
      register: failing
      failed_when: failing.rc != 3
    - debug: {msg: "{{ first.stdout }} {{ failing.stdout_lines }}"}
`;

describe.runIf(available)('sudo that wants a terminal', () => {
  test.each([
    ['free', []],
    ['asks', ['-e', JSON.stringify({ ansible_become_password: secret })]],
  ])('gets one when it has said so once, and nothing runs twice: %s', async (from, flags) => {
    const sshd = await Sshd.start();
    const folder = sshd.scratch.path;
    try {
      const exe = strictSudo(folder, from);
      const content = Buffer.alloc(300_000, 'some content\n');
      writeFileSync(join(folder, 'large'), content);
      const host = `h ansible_host=127.0.0.1 ansible_port=${sshd.port} ansible_user=${sshd.user} ansible_ssh_private_key_file=${sshd.clientKeyFile} ansible_become_exe=${exe} ansible_ssh_common_args='-o UserKnownHostsFile=${sshd.knownHostsFile}'\n`;
      const inventory = await sshd.scratch.file('hosts', host);
      const path = await sshd.scratch.file('play.yaml', playbook);
      const args = [program, 'play', path, '-i', inventory, '-e', `here=${folder}`, ...flags];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
      const [code] = await once(child, 'close');
      expect(output).toContain(`target ['out', 'err']`);
      expect(output).toMatch(/ok=5 +changed=4 /);
      expect(code).toBe(0);
      expect(readFileSync(join(folder, 'open/ran'), 'utf8')).toBe('ran\n');
      expect(readFileSync(join(folder, 'open/large')).equals(content)).toBe(true);
      expect(readFileSync(join(folder, 'open/small'), 'utf8')).toBe('small');
      // Two copies that look first and act then, two commands, and the one that was refused.
      expect(sshd.commands).toBe(7);
    } finally {
      await sshd.close();
    }
  });
});
