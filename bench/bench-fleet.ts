import type { BareJob } from './bare-loop.ts';
import { bareLoop } from './cli.ts';
import { type Contender, compare, standingLines } from './compare.ts';
import { BenchFleet } from './fleet.ts';
import type { Options } from './options.ts';
import { play } from './play.ts';
import { playbookText } from './playbook.ts';
import { timedNode } from './timed.ts';

/** Hosts × tasks of `true`: `runbook play` beside a bare ssh2 loop, and the number of commands that the servers really ran. */
export async function benchFleet({ hosts, tasks, rounds, forks, rtt }: Options): Promise<string[]> {
  const fleet = await BenchFleet.start(hosts, { roundTrip: rtt });
  try {
    const counted: string[] = [];
    const standings = await compare(rounds, [
      bare(fleet, { tasks, forks }, counted),
      runbookPlay(fleet, { tasks, forks, strategy: 'linear' }, counted),
      runbookPlay(fleet, { tasks, forks, strategy: 'free' }, counted),
    ]);
    const wrong = counted.filter((count) => !count.endsWith(` ${hosts * tasks}`));
    const checked = wrong.length === 0 ? `each run ran ${hosts * tasks} commands` : `WRONG COUNTS: ${wrong.join(', ')}`;
    return [
      `${hosts} hosts${rtt === 0 ? '' : `, ${rtt} ms away`} × ${tasks} tasks of \`true\`, ${forks} forks, by the servers' logs ${checked}`,
      ...standingLines(standings),
    ];
  } finally {
    await fleet.close();
  }
}

interface Work {
  readonly tasks: number;
  readonly forks: number;
  readonly strategy?: string;
}

function bare(fleet: BenchFleet, { tasks, forks }: Work, counted: string[]): Contender {
  const job: BareJob = {
    ports: fleet.hosts.map(({ port }) => port),
    commands: tasks,
    command: 'true',
    forks,
    user: fleet.user,
    keyFile: fleet.keyFile,
  };
  return counting('bare ssh2 loop', fleet, counted, () => timedNode([bareLoop, JSON.stringify(job)]));
}

function runbookPlay(fleet: BenchFleet, { tasks, forks, strategy = 'linear' }: Work, counted: string[]): Contender {
  const flags = ['-f', String(forks), '--strategy', strategy];
  const run = async () => play(fleet, await fleet.inventory(), playbookText(tasks, 'true'), flags);
  return counting(`runbook play (${strategy})`, fleet, counted, run);
}

/** Notes after each run how many commands the servers ran for it. */
function counting(
  name: string,
  fleet: BenchFleet,
  counted: string[],
  run: () => Promise<{ readonly milliseconds: number }>,
): Contender {
  return {
    name,
    async run() {
      const before = fleet.commandsRun;
      const { milliseconds } = await run();
      counted.push(`${name}: ${fleet.commandsRun - before}`);
      return milliseconds;
    },
  };
}
