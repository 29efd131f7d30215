/** The counts of one host, in the order and with the words of Ansible's recap. */
export interface HostCounts {
  ok: number;
  changed: number;
  unreachable: number;
  failed: number;
  skipped: number;
  rescued: number;
  ignored: number;
}

/** The counts of every host that something was tried on, by its name. */
export type Recap = Record<string, HostCounts>;

/** A recap to count into. It has no prototype: a host may be called `constructor` or `__proto__`. */
export function emptyRecap(): Recap {
  return Object.create(null) as Recap;
}
