import { spawnSync } from 'node:child_process';
import { runbook } from './cli.ts';
import { type Contender, compare, standingLines } from './compare.ts';
import { BenchFleet } from './fleet.ts';
import type { Options } from './options.ts';
import { type Timed, timed, timedNode } from './timed.ts';

/** One command on every host of a fleet: `runbook exec` beside the programs of the field that are installed, by the servers' logs. */
export async function benchField({ hosts, rounds, forks }: Options): Promise<string[]> {
  const fleet = await BenchFleet.start(hosts);
  try {
    const all = await contenders(fleet, forks);
    const here = all.filter(({ program }) => isInstalled(program));
    const away = all.filter((one) => !here.includes(one)).map(({ program }) => program);
    const standings = await compare(
      rounds,
      here.map((one) => counted(one, fleet)),
    );
    return [
      `one command on ${hosts} hosts, ${forks} at once`,
      ...standingLines(standings),
      ...(away.length === 0 ? [] : [`  not installed: ${away.join(', ')}`]),
    ];
  } finally {
    await fleet.close();
  }
}

interface Rival {
  readonly name: string;
  /** What has to be installed. */
  readonly program: string;
  run(): Promise<Timed>;
}

const command = 'echo hello';

async function contenders(fleet: BenchFleet, forks: number): Promise<Rival[]> {
  const inventory = await fleet.inventory();
  const config = await fleet.sshConfig();
  const names = fleet.hosts.map(({ name }) => name);
  const list = await fleet.scratch.file('hosts.txt', `${names.join('\n')}\n`);
  const wide = String(forks);
  const rival = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Rival => ({
    name: program,
    program,
    run: () => timed(program, args, env),
  });
  return [
    {
      name: 'runbook exec',
      program: process.execPath,
      run: () => timedNode([runbook, 'exec', 'all', '-i', inventory, '-f', wide, '--', command]),
    },
    rival('parallel-ssh', ['-h', list, '-p', wide, '-x', `-F ${config}`, '-i', command]),
    rival('pdsh', ['-R', 'ssh', '-f', wide, '-w', names.join(','), command], {
      PDSH_SSH_ARGS_APPEND: `-F ${config}`,
    }),
    rival('clush', ['-f', wide, '-o', `-F ${config}`, '-w', names.join(','), command]),
    rival('ansible', ['all', '-i', inventory, '-f', wide, '-m', 'raw', '-a', command], { ANSIBLE_NOCOLOR: '1' }),
  ];
}

function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program]).status === 0;
}

/** Throws when the servers did not run one command a host: what did not run at all is fast. */
function counted({ name, run }: Rival, fleet: BenchFleet): Contender {
  return {
    name,
    async run() {
      const before = fleet.commandsRun;
      const { milliseconds } = await run();
      const ran = fleet.commandsRun - before;
      if (ran !== fleet.hosts.length) throw new Error(`${name} ran ${ran} commands on ${fleet.hosts.length} hosts`);
      return milliseconds;
    },
  };
}
