import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { compare, standingLines } from './compare.ts';
import { BenchFleet } from './fleet.ts';
import type { Options } from './options.ts';
import { play } from './play.ts';
import { playbookText } from './playbook.ts';
import { timed } from './timed.ts';

/** Where Debian's package `ansible-mitogen` puts it. */
const mitogen = '/usr/lib/python3/dist-packages/ansible_mitogen/plugins/strategy';

/** The same playbook and inventory by ansible-playbook, pipelining on, and with mitogen, where they are installed. */
export async function benchAnsible({ hosts, tasks, rounds, forks }: Options): Promise<string[]> {
  if (spawnSync('ansible-playbook', ['--version']).status !== 0) return ['ansible-playbook is not installed: left out'];
  const fleet = await BenchFleet.start(hosts);
  try {
    const inventory = await fleet.inventory();
    const text = playbookText(tasks, 'true');
    const env = { ANSIBLE_PIPELINING: '1', ANSIBLE_HOST_KEY_CHECKING: '1', ANSIBLE_NOCOLOR: '1' };
    const ansible = async (variables: NodeJS.ProcessEnv) => {
      const playbook = await fleet.scratch.file('ansible.yaml', text);
      const args = [playbook, '-i', inventory, '-f', String(forks)];
      return (await timed('ansible-playbook', args, variables)).milliseconds;
    };
    const standings = await compare(Math.min(rounds, 3), [
      {
        name: 'runbook play',
        run: async () => (await play(fleet, inventory, text, ['-f', String(forks)])).milliseconds,
      },
      {
        name: 'ansible-playbook',
        run: () => ansible(env),
      },
      ...(existsSync(mitogen)
        ? [
            {
              name: 'ansible-playbook, mitogen',
              run: () => ansible({ ...env, ANSIBLE_STRATEGY: 'mitogen_linear', ANSIBLE_STRATEGY_PLUGINS: mitogen }),
            },
          ]
        : []),
    ]);
    return [`${hosts} hosts × ${tasks} tasks of \`true\`, ${forks} forks`, ...standingLines(standings)];
  } finally {
    await fleet.close();
  }
}
