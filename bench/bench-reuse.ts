import { compare, standingLines } from './compare.ts';
import { BenchFleet } from './fleet.ts';
import type { Options } from './options.ts';
import { figuresText, type Played, play } from './play.ts';
import { playbookText } from './playbook.ts';

/** 20 tasks × 20 hosts with connections that are kept, and with a fresh one for each task. */
export async function benchReuse({ rounds, forks }: Options): Promise<string[]> {
  const fleet = await BenchFleet.start(20);
  try {
    const inventory = await fleet.inventory();
    const last = new Map<string, Played>();
    const contender = (name: string, flags: readonly string[]) => ({
      name,
      async run() {
        const played = await play(fleet, inventory, playbookText(20, 'true'), ['-f', String(forks), ...flags]);
        last.set(name, played);
        return played.milliseconds;
      },
    });
    const standings = await compare(rounds, [contender('no reuse', ['--no-connection-reuse']), contender('reuse', [])]);
    const notes = [...last].map(
      ([name, played]) => `  ${name}: ${figuresText(played, ['opened', 'reused', 'hitRate', 'handshakeP50'])}`,
    );
    return ['20 tasks × 20 hosts, connections kept or not', ...standingLines(standings), ...notes];
  } finally {
    await fleet.close();
  }
}
