import { compare, standingLines } from './compare.ts';
import { BenchFleet } from './fleet.ts';
import type { Options } from './options.ts';
import { figuresText, type Played, play } from './play.ts';
import { playbookText } from './playbook.ts';

const TASKS = 3;
const FIGURES = ['opened', 'peakOpen', 'channelsRefused', 'queueWaitP50', 'queueWaitP95'];

/** Tasks of a hundred hosts that are all delegated to one, with OpenSSH's own MaxSessions of 10, beside the same on the hosts themselves. */
export async function benchDelegate({ rounds }: Options): Promise<string[]> {
  const fleet = await BenchFleet.start(100, { config: ['MaxSessions 10'] });
  try {
    const inventory = await fleet.inventory();
    const last = new Map<string, Played>();
    const contender = (name: string, keywords: Readonly<Record<string, unknown>>) => ({
      name,
      async run() {
        const text = playbookText(TASKS, 'sleep 0.2', keywords);
        const played = await play(fleet, inventory, text, ['-f', '100', '--connect', 'lazy']);
        last.set(name, played);
        return played.milliseconds;
      },
    });
    const standings = await compare(rounds, [
      contender('on 100 hosts', {}),
      contender('delegated to one', { delegate_to: 'host001' }),
    ]);
    const notes = [...last].map(([name, played]) => `  ${name}: ${figuresText(played, FIGURES)}`);
    return [`${TASKS} tasks of \`sleep 0.2\` of 100 hosts, 100 forks`, ...standingLines(standings), ...notes];
  } finally {
    await fleet.close();
  }
}
