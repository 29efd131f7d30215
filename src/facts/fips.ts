import type { Fact } from './fact.ts';

/** Whether the kernel runs in FIPS mode. */
export const fips: Fact = {
  probes: ['show fips /proc/sys/crypto/fips_enabled'],

  parse(entries) {
    return { fips: entries.line('fips') === '1' };
  },
};
