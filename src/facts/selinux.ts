import { parseOsRelease } from './distribution/os-release.ts';
import type { Fact } from './fact.ts';

/** Whether SELinux is on, by the kernel's own file system, and how it is set up. */
export const selinux: Fact = {
  probes: [
    'show selinux-enforce /sys/fs/selinux/enforce',
    'show selinux-policyvers /sys/fs/selinux/policyvers',
    'show selinux-config /etc/selinux/config',
  ],

  parse(entries) {
    if (!entries.has('selinux-enforce')) return { selinux: { status: 'disabled' } };
    const config = parseOsRelease(entries.text('selinux-config'));
    return {
      selinux: {
        status: 'enabled',
        mode: entries.line('selinux-enforce') === '1' ? 'enforcing' : 'permissive',
        config_mode: config.get('SELINUX') ?? 'unknown',
        type: config.get('SELINUXTYPE') ?? 'unknown',
        policyvers: Number(entries.line('selinux-policyvers')) || 'unknown',
      },
    };
  },
};
