import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pathInAnsibleCfg } from './ansible-cfg.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runbook-cfg-'));
  mkdirSync(join(folder, 'playbooks'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the nearest file above a playbook that sets it', () => {
  const file = join(folder, 'ansible.cfg');
  writeFileSync(file, '[defaults]\n# roles_path = old\nroles_path = roles:~/shared:/srv/roles \n');
  writeFileSync(join(folder, 'playbooks/ansible.cfg'), '[defaults]\nforks = 5\n');
  const path = `${folder}/roles:~/shared:/srv/roles`;
  expect(pathInAnsibleCfg('roles_path', join(folder, 'playbooks'))).toEqual({ file, path });
});

test('no such file', () => {
  expect(pathInAnsibleCfg('roles_path', join(folder, 'playbooks'))).toBeUndefined();
});
