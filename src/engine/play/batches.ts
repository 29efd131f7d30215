/** How many hosts a batch may have: a number, or a share of the play's hosts such as `40%`. */
export type BatchSize = number | `${number}%`;

/**
 * Parts a play's hosts into batches, as `serial` says: a share is rounded down but is at least one host, the last size repeats, and
 * no `serial` (or 0) is one batch of all.
 */
export function batches<T>(hosts: readonly T[], serial: readonly BatchSize[]): T[][] {
  const sizes = serial.map((size) => count(size, hosts.length)).map((size) => (size <= 0 ? hosts.length : size));
  const parted: T[][] = [];
  for (let start = 0; start < hosts.length; ) {
    const size = sizes[Math.min(parted.length, sizes.length - 1)] ?? hosts.length;
    parted.push(hosts.slice(start, start + size));
    start += size;
  }
  return parted;
}

function count(size: BatchSize, total: number): number {
  if (typeof size === 'number') return size;
  return Math.max(1, Math.floor((Number.parseFloat(size) / 100) * total));
}
