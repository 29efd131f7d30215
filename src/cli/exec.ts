import type { Command } from 'commander';
import { adHocPlaybook } from '../run/ad-hoc-playbook.ts';
import type { Section } from '../settings/setting.ts';
import { WrongInput } from '../source/diagnostic.ts';
import { type CliCommand, examples } from './command.ts';
import { addOptions } from './options.ts';
import { readSettings } from './read-settings.ts';
import { runPlaybooks } from './run-playbooks.ts';

const sections: readonly Section[] = [
  'Inventory',
  'How to run',
  'Variables',
  'Privilege',
  'Connections',
  'Vault',
  'Output',
];

/** `runbook exec`: one command or module on many hosts, through the same engine as a playbook. */
export const command: CliCommand = {
  define(command) {
    command.usage('[options] PATTERN -- COMMAND...');
    command.argument('<pattern>', 'hosts and groups, such as `web:!web03`; `all` is every host');
    command.argument('[command...]', "behind `--`: joined with spaces and run by each host's shell, as `ssh` does it");
    command.option('-m, --module-name <NAME>', 'run this module instead (default: command)');
    command.option('-a, --args <ARGS>', 'its arguments: `key=value`, JSON, or the free-form text that it takes');
    addOptions(command, sections);
    examples(command, {
      'runbook exec all -i hosts.yaml -- uptime': 'equal answers are shown once',
      "runbook exec web -i hosts.yaml -b -- 'tail -n3 /var/log/syslog | cut -c-80'": 'a pipeline, as root',
      "runbook exec web -i hosts.yaml -m copy -a 'src=motd dest=/etc/motd' -C -D": 'what a module would change',
      'runbook exec 192.0.2.7 -u admin -k -- df -h': 'without an inventory: a host by its name or address',
    });
  },

  run(command, context) {
    const { settings } = readSettings(command, context);
    const [pattern = '', ...words] = command.args;
    context.sources.add(
      '<exec>',
      adHocPlaybook(pattern, taskOf(command, words, context.invocation.argv.includes('--'))),
    );
    return runPlaybooks({ settings, playbooks: ['<exec>'], pattern }, 'exec', context);
  },
};

/** The module to run and its arguments as they were written. */
function taskOf(command: Command, words: readonly string[], parted: boolean): { module: string; args: string } {
  const { moduleName: module, args } = command.opts<{ moduleName?: string; args?: string }>();
  if (words.length > 0 && !parted) {
    throw wrong(
      `\`${words[0]}\` follows the pattern without \`--\``,
      'write `--` before the command: its options are not ours',
    );
  }
  if (words.length > 0) {
    if (module === undefined && args === undefined) return { module: 'shell', args: words.join(' ') };
    throw wrong('a command and `-m` or `-a` are two things to run', 'give one of them');
  }
  if (module === undefined && args === undefined)
    throw wrong('there is nothing to run', 'write the command after `--`');
  return { module: module ?? 'command', args: args ?? '' };
}

function wrong(message: string, help: string): WrongInput {
  return new WrongInput([{ severity: 'error', code: 'bad-usage', message, help }]);
}
