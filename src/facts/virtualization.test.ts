import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { virtualization } from './virtualization.ts';

const NONE = { type: 'NA', role: 'NA', guest: [], host: [] };
const guest = (type: string, ...others: string[]) => ({
  type,
  role: 'guest',
  guest: [type, ...others].sort(),
  host: [],
});

function seen(texts: Readonly<Record<string, string>>) {
  const facts = virtualization.parse(entriesOf(texts), {});
  return {
    type: facts.virtualization_type,
    role: facts.virtualization_role,
    guest: facts.virtualization_tech_guest,
    host: facts.virtualization_tech_host,
  };
}

// Each as ansible-core 2.14 answers, but for the ways of Podman and LXC that are newer than it.
describe('virtualization by firmware', () => {
  it.each([
    ['product_name:KVM', 'kvm'],
    ['product_name:Bochs', 'kvm'],
    ['product_name:AHV', 'kvm'],
    ['product_name:VMware Virtual Platform', 'VMware'],
    ['product_name:VMware7,1', 'VMware'],
    ['product_name:OpenStack Nova', 'openstack'],
    ['sys_vendor:QEMU', 'kvm'],
    ['sys_vendor:Microsoft Corporation', 'VirtualPC'],
    ['sys_vendor:Amazon EC2', 'kvm'],
    ['sys_vendor:Google', 'kvm'],
    ['sys_vendor:DigitalOcean', 'kvm'],
    ['sys_vendor:Parallels Software International Inc.', 'parallels'],
    ['sys_vendor:OpenStack Foundation', 'openstack'],
    ['sys_vendor:KubeVirt', 'KubeVirt'],
    ['sys_vendor:oVirt', 'oVirt'],
    ['sys_vendor:Red Hat\nproduct_name:RHEV Hypervisor', 'RHEV'],
    ['sys_vendor:Red Hat\nproduct_family:RHV', 'RHV'],
    ['bios_vendor:Xen', 'xen'],
    ['bios_vendor:innotek GmbH', 'virtualbox'],
    ['bios_vendor:Hetzner', 'kvm'],
  ])('%s is a guest of %s', (dmi, type) => {
    expect(seen({ dmi })).toEqual(guest(type));
  });

  it.each([
    'product_name:VirtualBox',
    'product_name:ProLiant DL380 Gen9',
    'sys_vendor:Dell Inc.',
    'sys_vendor:Red Hat',
    '',
  ])('`%s` is none', (dmi) => {
    expect(seen({ dmi })).toEqual(NONE);
  });
});

describe('virtualization by processor', () => {
  it.each([
    ['model name\t: QEMU Virtual CPU version 2.5+', guest('kvm')],
    ['vendor_id\t: User Mode Linux', guest('uml')],
    ['machine\t\t: CHRP IBM pSeries (emulated by qemu)', guest('kvm')],
    ['vendor_id : PowerVM Lx86', guest('powervm_lx86')],
    ['vendor_id : IBM/S390', { ...guest('PR/SM'), role: 'LPAR' }],
    ['model name\t: AMD EPYC', NONE],
  ])('%s', (cpuinfo, expected) => {
    expect(seen({ cpuinfo })).toEqual(expected);
  });
});

describe('virtualization by container', () => {
  it.each([
    [{ 'init-cgroup': '1:name=systemd:/docker/abcdef\n' }, guest('docker', 'container')],
    [{ 'init-cgroup': '1:cpu:/system.slice/docker-abc.scope\n' }, guest('docker', 'container')],
    [{ 'virtual-files': '/.dockerenv\n' }, guest('docker', 'container')],
    [{ 'init-cgroup': '1:cpu:/lxc/web\n' }, guest('lxc', 'container')],
    [{ 'init-cgroup': '0::/lxc.payload.web\n' }, guest('lxc', 'container')],
    [{ 'init-environ': 'container=lxc\n' }, guest('lxc', 'container')],
    [{ 'init-environ': 'container=podman\n' }, guest('podman', 'container')],
    [{ 'virtual-files': '/run/.containerenv\n' }, guest('podman', 'container')],
    [{ 'init-environ': 'container=systemd-nspawn\n' }, guest('container')],
    [{ 'init-cgroup': '0::/init.scope\n' }, NONE],
  ])('%j', (texts: Record<string, string>, expected) => {
    expect(seen(texts)).toEqual(expected);
  });

  it('lists what lies beneath the container as well', () => {
    expect(seen({ 'virtual-files': '/.dockerenv\n', dmi: 'product_name:KVM\n' })).toEqual(
      guest('docker', 'container', 'kvm'),
    );
  });
});

describe('virtualization of hosts', () => {
  it.each([
    [{ 'virtual-files': '/dev/kvm\n' }, { ...NONE, type: 'kvm', role: 'host', host: ['kvm'] }],
    [{ modules: 'kvm_intel\nkvm\n' }, { ...NONE, type: 'kvm', role: 'host', host: ['kvm'] }],
    [{ modules: 'vboxdrv\n' }, { ...NONE, type: 'virtualbox', role: 'host', host: ['virtualbox'] }],
    [
      { 'virtual-files': '/proc/xen\n', 'xen-capabilities': 'control_d\n' },
      { ...NONE, type: 'xen', role: 'host', host: ['xen'] },
    ],
    [{ 'virtual-files': '/proc/xen\n', 'xen-capabilities': '' }, guest('xen')],
    [
      { 'virtual-files': '/dev/kvm\n', dmi: 'product_name:KVM\n' },
      { ...guest('kvm'), host: ['kvm'] },
    ],
  ])('%j', (texts: Record<string, string>, expected) => {
    expect(seen(texts)).toEqual(expected);
  });
});
