/** The fleet's hosts by group, named as people name them; about three web servers for every two databases. */
export interface HostNames {
  readonly web: readonly string[];
  readonly db: readonly string[];
}

/** Names for `count` hosts: `web01`, `web02`, …, `db01`, …; the first is always a web server. */
export function hostNames(count: number): HostNames {
  const web = Math.ceil(count * 0.6);
  return { web: numbered('web', web), db: numbered('db', count - web) };
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(2, '0')}`);
}
