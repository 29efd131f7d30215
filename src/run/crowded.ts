import type { Settings } from '../settings/table.ts';

/** What to tell when more hosts may be worked on at a time than have a connection; `undefined` when each has one. */
export function crowded(
  { forks, maxConnections }: Pick<Settings, 'forks' | 'maxConnections'>,
  hosts: number,
): { readonly message: string; readonly help: string } | undefined {
  const atOnce = Math.min(forks, hosts);
  if (atOnce <= maxConnections) return undefined;
  return {
    message: `${atOnce} hosts at a time share ${maxConnections} connections: they are closed and opened again from task to task`,
    help: `raise \`max_connections\` to ${atOnce}, or lower \`forks\` to ${maxConnections}`,
  };
}
