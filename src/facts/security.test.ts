import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { apparmor } from './apparmor.ts';
import { capabilities } from './capabilities.ts';
import { chroot } from './chroot.ts';
import { fips } from './fips.ts';
import { selinux } from './selinux.ts';
import { sshHostKeys } from './ssh-host-keys.ts';

describe('selinux', () => {
  it('is off without its file system', () => {
    expect(selinux.parse(entriesOf({ 'selinux-config': 'SELINUX=enforcing\n' }), {})).toEqual({
      selinux: { status: 'disabled' },
    });
  });

  it.each([
    ['1', 'enforcing'],
    ['0', 'permissive'],
  ])('with %s in its file is %s', (enforce, mode) => {
    const texts = {
      'selinux-enforce': enforce,
      'selinux-policyvers': '33',
      'selinux-config': '# comment\nSELINUX=enforcing\nSELINUXTYPE=targeted\n',
    };
    expect(selinux.parse(entriesOf(texts), {})).toEqual({
      selinux: { status: 'enabled', mode, config_mode: 'enforcing', type: 'targeted', policyvers: 33 },
    });
  });
});

it('apparmor is on where the kernel shows it', () => {
  expect(apparmor.parse(entriesOf({ apparmor: '/sys/kernel/security/apparmor\n' }), {})).toEqual({
    apparmor: { status: 'enabled' },
  });
  expect(apparmor.parse(entriesOf({ apparmor: '' }), {})).toEqual({ apparmor: { status: 'disabled' } });
});

it('fips is what the kernel says', () => {
  expect(['1\n', '0\n', ''].map((text) => fips.parse(entriesOf({ fips: text }), {}).fips)).toEqual([
    true,
    false,
    false,
  ]);
});

describe('capabilities', () => {
  it.each([
    ['Current: =ep\nBounding set =cap_chown\n', [], 'False'],
    ['Current: =ep cap_sys_resource-ep\n', ['ep cap_sys_resource-ep'], 'True'],
    ['Current: = cap_chown,cap_kill+ep\n', ['cap_chown', 'cap_kill'], 'True'],
    ['Current: cap_chown,cap_kill=ep\n', ['cap_chown', 'cap_kill'], 'True'],
    ['Current: =\n', [''], 'True'],
    ['', 'N/A', 'N/A'],
  ])('of %j are %j', (capsh, list, enforced) => {
    expect(capabilities.parse(entriesOf({ capsh }), {})).toEqual({
      system_capabilities: list,
      system_capabilities_enforced: enforced,
    });
  });
});

describe('chroot', () => {
  it.each([
    ['the same root as process 1', { roots: '65024:2\n65024:2\n' }, false],
    ['another root', { roots: '65024:99\n65024:2\n' }, true],
    ['the root of a file system, when nothing else can be seen', { roots: '65024:2\n', root: '2\n' }, false],
    ['the root of btrfs', { root: '256\n' }, false],
    ['a folder of a file system', { root: '131074\n' }, true],
    ['a name given by Debian', { roots: '1:2\n1:2\n', 'debian-chroot': 'sid\n' }, true],
  ])('%s', (_, texts: Record<string, string>, expected) => {
    expect(chroot.parse(entriesOf(texts), {})).toEqual({ is_chroot: expected });
  });
});

it('SSH host keys are told by their algorithm', () => {
  const entries = entriesOf({
    'ssh-key ed25519': 'ssh-ed25519 AAAAC3Nza root@web1\n',
    'ssh-key rsa': 'ssh-rsa AAAAB3Nza\n',
    'ssh-key dsa': '\n',
  });
  expect(sshHostKeys.parse(entries, {})).toEqual({
    ssh_host_key_ed25519_public: 'AAAAC3Nza',
    ssh_host_key_ed25519_public_keytype: 'ssh-ed25519',
    ssh_host_key_rsa_public: 'AAAAB3Nza',
    ssh_host_key_rsa_public_keytype: 'ssh-rsa',
  });
});
