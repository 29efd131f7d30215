import type { Fact } from './fact.ts';

const KIB_IN_MIB = 1024;

/** Memory in use and free, in MiB (proc_meminfo(5)). */
export const memory: Fact = {
  probes: ['show meminfo /proc/meminfo'],

  parse(entries) {
    const mib = new Map<string, number>();
    for (const line of entries.lines('meminfo')) {
      const [, name, kib] = /^(\S+):\s+(\d+)/.exec(line) ?? [];
      if (name !== undefined) mib.set(name, Math.floor(Number(kib) / KIB_IN_MIB));
    }
    if (mib.size === 0) return {};
    const of = (name: string) => mib.get(name) ?? 0;
    const [total, free, swap, swapFree] = [of('MemTotal'), of('MemFree'), of('SwapTotal'), of('SwapFree')];
    const withoutCache = free + of('Cached') + of('Buffers');
    return {
      memtotal_mb: total,
      memfree_mb: free,
      swaptotal_mb: swap,
      swapfree_mb: swapFree,
      memory_mb: {
        real: { total, used: total - free, free },
        nocache: { free: withoutCache, used: total - withoutCache },
        swap: { total: swap, free: swapFree, used: swap - swapFree, cached: of('SwapCached') },
      },
    };
  },
};
