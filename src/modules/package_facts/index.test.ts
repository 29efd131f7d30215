import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { ModuleHost } from '../../../test/rig/module-host.ts';
import { packageFacts } from './index.ts';
import { packageLists } from './package-list.ts';

const run = async (args: Record<string, string>) =>
  await new ModuleHost({ folder: tmpdir() }).perform(packageFacts, args);
const answering = (stdout: string) =>
  Object.assign(Object.create(new ModuleHost({ folder: tmpdir() })), {
    probe: async () => ({ code: 0, stdout, stderr: '' }),
  });

describe('lists of packages', () => {
  it.each([
    [
      'apt',
      'ii \tbash\t5.2-1\tamd64\tshells',
      { name: 'bash', version: '5.2-1', arch: 'amd64', category: 'shells', source: 'apt' },
    ],
    ['apt', 'hi \theld\t1\tall\tmisc', { name: 'held', version: '1', arch: 'all', category: 'misc', source: 'apt' }],
    ['apt', 'rc \tgone\t1\tall\tmisc', undefined],
    [
      'rpm',
      'bash\t(none)\t5.1.8\t6.el9\tx86_64',
      { name: 'bash', epoch: null, version: '5.1.8', release: '6.el9', arch: 'x86_64', source: 'rpm' },
    ],
    [
      'rpm',
      'bind\t32\t9.16\t1\t(none)',
      { name: 'bind', epoch: 32, version: '9.16', release: '1', arch: null, source: 'rpm' },
    ],
    [
      'apk',
      'alpine-baselayout-data-3.4.3-r2',
      { name: 'alpine-baselayout-data', version: '3.4.3', release: 'r2', source: 'apk' },
    ],
    ['apk', 'WARNING: opening cache', undefined],
    ['pacman', 'bash\t5.2.026-2\tx86_64', { name: 'bash', version: '5.2.026-2', arch: 'x86_64', source: 'pacman' }],
  ])('%s reads %j', (manager, line, expected) => {
    expect(packageLists[manager]?.parse(line)).toEqual(expected);
  });

  it('of pacman is made of its descriptions', () => {
    const info =
      'Name            : a\nVersion         : 1.0-1\nDescription     : it: is\nArchitecture    : any\n\nName            : b\nVersion         : 2\nArchitecture    : x86_64\n';
    const script = (packageLists.pacman?.script ?? '').replace('LC_ALL=C pacman -Qi', 'cat');
    expect(spawnSync('sh', ['-c', script], { input: info, encoding: 'utf8' }).stdout).toBe(
      'a\t1.0-1\tany\nb\t2\tx86_64\n',
    );
  });
});

describe('package_facts', () => {
  it('gives every version of a package as `packages`', async () => {
    const lines = 'kernel\t(none)\t5.14\t1\tx86_64\nkernel\t(none)\t5.14\t2\tx86_64\n';
    expect(await packageFacts.decide({}, answering(`@@runbook-facts t\n\n@@t rpm\n${lines}\n@@t end\n`))).toMatchObject(
      {
        change: false,
        because: '1 packages were found',
        effects: [{ kind: 'host-facts', bare: true }],
      },
    );
  });

  it('refuses a manager that it does not know, and a host that has none', async () => {
    expect(await run({ manager: 'chocolatey' })).toMatchObject({
      status: 'failed',
      message: 'packages of `chocolatey` cannot be listed',
    });
    expect(await packageFacts.decide({}, answering('@@runbook-facts t\n\n@@t end\n'))).toMatchObject({
      failed: true,
      message: 'the host has none of the package managers apt, rpm, apk, pacman',
    });
  });

  it.skipIf(spawnSync('dpkg-query', ['--version']).error !== undefined)(
    'lists those of this machine (skipped without dpkg)',
    async () => {
      const performed = await run({ manager: 'auto' });
      const { packages } = performed.result.ansible_facts as { packages: Record<string, unknown> };
      expect(performed).toMatchObject({ status: 'ok', roundTrips: 1 });
      expect(packages.dpkg).toEqual([expect.objectContaining({ name: 'dpkg', source: 'apt', category: 'admin' })]);
    },
  );
});
