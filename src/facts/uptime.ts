import type { Fact } from './fact.ts';

/** Seconds since the host was started. */
export const uptime: Fact = {
  probes: ['show uptime /proc/uptime'],

  parse(entries) {
    const seconds = Number.parseInt(entries.line('uptime'), 10);
    return Number.isNaN(seconds) ? {} : { uptime_seconds: seconds };
  },
};
