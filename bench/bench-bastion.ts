import { Sshd } from '../test/rig/sshd.ts';
import { compare, standingLines } from './compare.ts';
import { BenchFleet } from './fleet.ts';
import type { Options } from './options.ts';
import { figuresText, type Played, play } from './play.ts';
import { playbookText } from './playbook.ts';

const TARGETS = 200;

/** 200 targets behind one bastion, beside the same targets reached directly. */
export async function benchBastion({ rounds }: Options): Promise<string[]> {
  const fleet = await BenchFleet.start(TARGETS);
  const bastion = await Sshd.start({ authorizedKeys: [fleet.publicKey] });
  try {
    await fleet.trust(bastion);
    const jump = `-J ${fleet.user}@127.0.0.1:${bastion.port}`;
    const last = new Map<string, Played>();
    const contender = (name: string, args: string) => ({
      name,
      async run() {
        const inventory = await fleet.inventory({ args });
        const played = await play(fleet, inventory, playbookText(2, 'true'), ['-f', '50', '-T', '60']);
        last.set(name, played);
        return played.milliseconds;
      },
    });
    const before = bastion.logins;
    const standings = await compare(rounds, [contender('direct', ''), contender('behind the bastion', jump)]);
    const logins = `  the bastion saw ${bastion.logins - before} logins in ${rounds} runs`;
    const notes = [...last].map(
      ([name, played]) => `  ${name}: ${figuresText(played, ['opened', 'handshakeP50', 'handshakeP95'])}`,
    );
    return [`2 tasks of \`true\` on ${TARGETS} targets`, ...standingLines(standings), ...notes, logins];
  } finally {
    await bastion.close();
    await fleet.close();
  }
}
