import type { Fact } from './fact.ts';

/** Whether AppArmor is on. */
export const apparmor: Fact = {
  probes: ['exist apparmor /sys/kernel/security/apparmor'],

  parse(entries) {
    return { apparmor: { status: entries.line('apparmor') === '' ? 'disabled' : 'enabled' } };
  },
};
