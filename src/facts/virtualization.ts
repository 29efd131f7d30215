import { dmiField, dmiProbe } from './dmi.ts';
import type { Entries } from './entries.ts';
import type { Fact } from './fact.ts';
import { cpuinfoProbe, parseCpuinfo } from './processor.ts';

/** A technology that was recognised, and on which side of it the host is. */
interface Finding {
  readonly type: string;
  readonly role: string;
}

const NOT_AVAILABLE = 'NA';

/** Whether the host is a guest of another, or has guests. What is recognised first gives type and role; the lists have all. */
export const virtualization: Fact = {
  probes: [
    dmiProbe,
    cpuinfoProbe,
    'show init-cgroup /proc/1/cgroup',
    "entry init-environ; tr '\\0' '\\n' </proc/1/environ | grep '^container='",
    'exist virtual-files /.dockerenv /.dockerinit /run/.containerenv /proc/xen /proc/vz /proc/bc /dev/kvm /sys/devices/virtual/misc/kvm',
    'show xen-capabilities /proc/xen/capabilities',
    "entry modules; cut -d' ' -f1 /proc/modules",
  ],

  parse(entries) {
    const guests = [...containers(entries), ...machines(entries)];
    const hosts = hypervisors(entries);
    const [first] = [...guests, ...hosts];
    const inContainer = containers(entries).length > 0;
    return {
      virtualization_type: first?.type ?? NOT_AVAILABLE,
      virtualization_role: first?.role ?? NOT_AVAILABLE,
      virtualization_tech_guest: unique([...guests.map(({ type }) => type), ...(inContainer ? ['container'] : [])]),
      virtualization_tech_host: unique(hosts.map(({ type }) => type)),
    };
  },
};

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

function guest(type: string): Finding {
  return { type, role: 'guest' };
}

function containers(entries: Entries): Finding[] {
  const groups = entries.text('init-cgroup');
  const files = entries.lines('virtual-files');
  const named = entries.line('init-environ').replace('container=', '');
  const isDocker =
    /\/docker(\/|-[0-9a-f]+\.scope)/.test(groups) || files.includes('/.dockerenv') || files.includes('/.dockerinit');
  if (isDocker) return [guest('docker')];
  if (/\/lxc(\/|\.payload)/.test(groups) || named === 'lxc') return [guest('lxc')];
  if (named === 'podman' || files.includes('/run/.containerenv')) return [guest('podman')];
  if (files.includes('/proc/vz') && !files.includes('/proc/bc')) return [guest('openvz')];
  return named === '' ? [] : [guest('container')];
}

const byProduct: readonly (readonly [RegExp, string])[] = [
  [/^(KVM|KVM Server|Bochs|AHV)$/, 'kvm'],
  [/^VMware/, 'VMware'],
  [/^OpenStack (Nova|Compute)$/, 'openstack'],
];
const byBios: Readonly<Record<string, string>> = {
  ...{ Xen: 'xen', 'innotek GmbH': 'virtualbox', 'Amazon EC2': 'kvm', Hetzner: 'kvm' },
};
const byVendor: Readonly<Record<string, string>> = {
  ...{ 'Microsoft Corporation': 'VirtualPC', 'Parallels Software International Inc.': 'parallels' },
  ...{ 'OpenStack Foundation': 'openstack', KubeVirt: 'KubeVirt', oVirt: 'oVirt' },
  ...{ QEMU: 'kvm', 'Amazon EC2': 'kvm', Google: 'kvm', DigitalOcean: 'kvm', Nutanix: 'kvm', Scaleway: 'kvm' },
};
const byProcessor: readonly (readonly [name: RegExp, value: RegExp, type: string, role: string])[] = [
  [/^model name$/, /^QEMU Virtual CPU/, 'kvm', 'guest'],
  [/^vendor_id$/, /^User Mode Linux/, 'uml', 'guest'],
  [/^machine$/, /emulated by qemu/, 'kvm', 'guest'],
  [/^vendor_id$/, /^PowerVM Lx86/, 'powervm_lx86', 'guest'],
  [/^vendor_id$/, /^IBM\/S390/, 'PR/SM', 'LPAR'],
];

/** Virtual machines, by what firmware and processor say of themselves. */
function machines(entries: Entries): Finding[] {
  const field = dmiField(entries);
  const [product, bios, vendor, family] = ['product_name', 'bios_vendor', 'sys_vendor', 'product_family'].map(field);
  const redHat = vendor === 'Red Hat' ? redHatProduct(product ?? '', family ?? '') : undefined;
  const named = [
    byProduct.find(([pattern]) => pattern.test(product ?? ''))?.[1],
    byBios[bios ?? ''],
    byVendor[vendor ?? ''],
    redHat,
  ];
  const processors = parseCpuinfo(entries.lines('cpuinfo')).flatMap(([name, value]) =>
    byProcessor
      .filter(([field, pattern]) => field.test(name) && pattern.test(value))
      .map(([, , type, role]) => ({ type, role })),
  );
  return [...xen(entries), ...named.flatMap((type) => (type === undefined ? [] : [guest(type)])), ...processors];
}

function redHatProduct(product: string, family: string): string | undefined {
  if (family === 'RHV' || product === 'RHEV Hypervisor') return family === 'RHV' ? 'RHV' : 'RHEV';
  return undefined;
}

function xen(entries: Entries): Finding[] {
  if (!entries.lines('virtual-files').includes('/proc/xen')) return [];
  return entries.text('xen-capabilities').includes('control_d') ? [] : [guest('xen')];
}

/** What the host could run guests with. */
function hypervisors(entries: Entries): Finding[] {
  const files = entries.lines('virtual-files');
  const modules = entries.lines('modules');
  const found = [
    entries.text('xen-capabilities').includes('control_d') ? 'xen' : undefined,
    files.includes('/proc/vz') && files.includes('/proc/bc') ? 'openvz' : undefined,
    files.includes('/dev/kvm') || modules.some((name) => /^kvm(_|$)/.test(name)) ? 'kvm' : undefined,
    modules.includes('vboxdrv') ? 'virtualbox' : undefined,
  ];
  return found.flatMap((type) => (type === undefined ? [] : [{ type, role: 'host' }]));
}
