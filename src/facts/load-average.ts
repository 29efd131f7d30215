import { float } from '../std/float.ts';
import type { Fact } from './fact.ts';

/** How many processes were runnable on average (proc_loadavg(5)). */
export const loadAverage: Fact = {
  probes: ['show loadavg /proc/loadavg'],

  parse(entries) {
    const [one, five, fifteen] = entries.line('loadavg').split(' ').map(Number);
    if (one === undefined || five === undefined || fifteen === undefined) return {};
    return { loadavg: { '1m': float(one), '5m': float(five), '15m': float(fifteen) } };
  },
};
