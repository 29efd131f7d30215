import { join } from 'node:path';
import type { Command } from 'commander';
import { type Fleet, startFleet } from '../demo/fleet.ts';
import { exitCodes } from '../events/exit-codes.ts';
import { print, printAside } from '../run/print.ts';
import { whileWaiting } from '../run/while-waiting.ts';
import { integer } from '../settings/kind.ts';
import { resolveSettings } from '../settings/resolve.ts';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import { packageFolder } from '../std/package-folder.ts';
import { type CliCommand, type CommandContext, examples } from './command.ts';
import { addOptions, readFlags } from './options.ts';
import { runPlaybooks } from './run-playbooks.ts';
import { withSignals } from './signals.ts';

const hostsKind = integer(1, 100);

/** `runbook demo`: a fleet of real SSH hosts inside this process, on 127.0.0.1 only, and a playbook played on it. */
export const command: CliCommand = {
  define(command) {
    command.option('-n, --hosts <N>', 'how many hosts', '5');
    command.option('--keep', 'play nothing: say how to reach the hosts, and serve until Ctrl-C');
    addOptions(command, ['How to run', 'Output']);
    examples(command, {
      'runbook demo': 'start five hosts, play `playbooks/site.yaml`, stop them',
      'runbook demo -n 12 -f 3': 'more hosts, fewer at a time',
      'runbook demo --keep': 'hosts to try things on',
    });
  },

  run(command, context) {
    const hosts = hostCount(command);
    return withSignals(context.invocation, async (signal) => {
      const fleet = await whileWaiting(`starting ${hosts} SSH hosts`, context.invocation, () => startFleet({ hosts }));
      try {
        return await (command.getOptionValue('keep') === true
          ? serve(fleet, context, signal)
          : play(fleet, command, context));
      } finally {
        await fleet.close();
      }
    });
  },
};

function hostCount(command: Command): number {
  const text = String(command.getOptionValue('hosts'));
  const count = hostsKind.parse([text]);
  if (count !== undefined) return count;
  const message = `\`--hosts\` must be ${hostsKind.expected}`;
  throw new WrongInput([{ severity: 'error', code: 'bad-setting', message, help: `found \`${text}\`` }]);
}

/** Plays on the fleet as `runbook play -i INVENTORY` does. Only flags count: the demo is the same for everybody. */
async function play(fleet: Fleet, command: Command, context: CommandContext): Promise<number> {
  const diagnostics = new Diagnostics();
  const { settings } = resolveSettings([readFlags(command, context.sources)], diagnostics);
  if (diagnostics.failed) throw new WrongInput(diagnostics.all);
  const playbook = join(packageFolder(), 'playbooks', 'site.yaml');
  printAside([`${fleet.hosts.length} SSH hosts on 127.0.0.1: ${fleet.hosts.join(', ')}`, ''], context.invocation);
  const exitCode = await runPlaybooks(
    { settings: { ...settings, inventory: [fleet.inventoryFile] }, playbooks: [playbook] },
    'play',
    context,
  );
  printAside(['', 'The hosts are gone. `runbook demo --keep` gives you some to try things on.'], context.invocation);
  return exitCode;
}

async function serve(fleet: Fleet, { invocation }: CommandContext, signal: AbortSignal): Promise<number> {
  const lines = [
    `inventory: ${fleet.inventoryFile}`,
    '',
    'Try, in another terminal:',
    `  runbook exec all -i ${fleet.inventoryFile} -- uptime`,
    `  runbook play ${join(packageFolder(), 'playbooks', 'site.yaml')} -i ${fleet.inventoryFile}`,
    '',
    'Serving until Ctrl-C.',
  ];
  print(lines, invocation);
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  return exitCodes.ok;
}
