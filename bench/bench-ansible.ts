import { spawnSync } from 'node:child_process';
import { compare, standingLines } from './compare.ts';
import { BenchFleet } from './fleet.ts';
import type { Options } from './options.ts';
import { play } from './play.ts';
import { playbookText } from './playbook.ts';
import { timed } from './timed.ts';

/** The same playbook and inventory by ansible-playbook, pipelining on, where that is installed. */
export async function benchAnsible({ hosts, tasks, rounds, forks }: Options): Promise<string[]> {
  if (spawnSync('ansible-playbook', ['--version']).status !== 0) return ['ansible-playbook is not installed: left out'];
  const fleet = await BenchFleet.start(hosts);
  try {
    const inventory = await fleet.inventory();
    const text = playbookText(tasks, 'true');
    const env = { ANSIBLE_PIPELINING: '1', ANSIBLE_HOST_KEY_CHECKING: '1', ANSIBLE_NOCOLOR: '1' };
    const standings = await compare(Math.min(rounds, 3), [
      {
        name: 'runbook play',
        run: async () => (await play(fleet, inventory, text, ['-f', String(forks)])).milliseconds,
      },
      {
        name: 'ansible-playbook',
        async run() {
          const playbook = await fleet.scratch.file('ansible.yaml', text);
          const args = [playbook, '-i', inventory, '-f', String(forks)];
          return (await timed('ansible-playbook', args, env)).milliseconds;
        },
      },
    ]);
    return [`${hosts} hosts × ${tasks} tasks of \`true\`, ${forks} forks`, ...standingLines(standings)];
  } finally {
    await fleet.close();
  }
}
