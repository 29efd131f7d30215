import { runbook } from './cli.ts';
import { compare, standingLines } from './compare.ts';
import type { Options } from './options.ts';
import { timedNode } from './timed.ts';

/** How long the program takes to start: `runbook --version` beside a Node that does nothing. */
export async function benchVersion({ rounds }: Options): Promise<string[]> {
  const start = (name: string, args: readonly string[]) => ({
    name,
    run: async () => (await timedNode(args)).milliseconds,
  });
  const standings = await compare(rounds * 4, [
    start('node -e 0', ['-e', '0']),
    start('runbook --version', [runbook, '--version']),
    start('runbook play --help', [runbook, 'play', '--help']),
  ]);
  return ['Time to start', ...standingLines(standings)];
}
