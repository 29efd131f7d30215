import { expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { memory } from './memory.ts';

const meminfo = `
MemTotal:        8167848 kB
MemFree:          512345 kB
MemAvailable:    6543210 kB
Buffers:          234567 kB
Cached:          4567890 kB
SwapCached:         1999 kB
SwapTotal:       2097148 kB
SwapFree:        1048575 kB
`;

it('counts memory in MiB, as the reference rounds it', () => {
  expect(memory.parse(entriesOf({ meminfo }), {})).toEqual({
    memtotal_mb: 7976,
    memfree_mb: 500,
    swaptotal_mb: 2047,
    swapfree_mb: 1023,
    memory_mb: {
      real: { total: 7976, used: 7476, free: 500 },
      nocache: { free: 5189, used: 2787 },
      swap: { total: 2047, free: 1023, used: 1024, cached: 1 },
    },
  });
  expect(memory.parse(entriesOf({}), {})).toEqual({});
});
