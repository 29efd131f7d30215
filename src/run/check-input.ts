import type { Settings } from '../settings/table.ts';
import type { Diagnostics } from '../source/diagnostic.ts';

/** Complains about more hosts than can have the same standard input: they read it all at the same time, each on a connection of its own. */
export function checkInput(
  { maxConnections }: Pick<Settings, 'maxConnections'>,
  hosts: number,
  diagnostics: Diagnostics,
): void {
  if (hosts <= maxConnections) return;
  diagnostics.error('bad-usage', `${hosts} hosts cannot read one standard input over ${maxConnections} connections`, {
    help: `raise \`--max-connections\` to ${hosts}, or give no standard input: \`--no-stdin\``,
  });
}
