import { BenchFleet } from './fleet.ts';
import { figuresText, play } from './play.ts';
import { playbookText } from './playbook.ts';

const TARGETS = 500;

/** 500 inventory names that are all one stock sshd (`MaxStartups 10:30:100`): how many of them are told as unreachable. */
export async function benchStorm(): Promise<string[]> {
  const fleet = await BenchFleet.start(1, { config: ['MaxStartups 10:30:100'] });
  try {
    const inventory = await fleet.inventory({ aliases: TARGETS });
    const played = await play(fleet, inventory, playbookText(1, 'true'), ['-f', String(TARGETS)]);
    const figures = ['opened', 'dialsDropped', 'dialsFailed', 'handshakeP50', 'dialWaitP95'];
    return [
      `${TARGETS} names of one sshd with MaxStartups 10:30:100, ${TARGETS} forks`,
      `  all reached in ${(played.milliseconds / 1000).toFixed(1)} s; ${figuresText(played, figures)}`,
      `  commands by the server's log: ${fleet.commandsRun}`,
    ];
  } finally {
    await fleet.close();
  }
}
