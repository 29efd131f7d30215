import { fstatSync } from 'node:fs';
import type { Command } from 'commander';
import { type AdHocTask, adHocPlaybook } from '../run/ad-hoc-playbook.ts';
import { inCi } from '../run/in-ci.ts';
import type { Section } from '../settings/setting.ts';
import { WrongInput } from '../source/diagnostic.ts';
import { type CliCommand, examples } from './command.ts';
import type { Invocation } from './invocation.ts';
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
    command.option(
      '--stdin',
      'give standard input to the command on every host (a pipe is given without this, except in CI)',
    );
    command.option('--no-stdin', 'never');
    command.option('--template', 'fill in `{{ … }}` in the command; without it the hosts get the command as it is');
    addOptions(command, sections);
    examples(command, {
      'runbook exec all -i hosts.yaml -- uptime': 'equal answers are shown once',
      "runbook exec web -i hosts.yaml -b -- 'tail -n3 /var/log/syslog | cut -c-80'": 'a pipeline, as root',
      "runbook exec web -i hosts.yaml -- docker ps --format '{{.Names}}'": 'braces reach the hosts as they are',
      "runbook exec web -i hosts.yaml -m copy -a 'src=motd dest=/etc/motd' -C -D": 'what a module would change',
      'tar c . | runbook exec web -i hosts.yaml -- tar x -C /srv': 'the same input to every host',
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
    const stdin = givesInput(command, context.invocation);
    return runPlaybooks({ settings, playbooks: ['<exec>'], pattern, stdin }, 'exec', context);
  },
};

/**
 * Whether the command reads our standard input. A pipe is meant for it, but not where a CI system holds one open that nobody writes to; a file or
 * `/dev/null` may be what a loop of the shell reads.
 */
function givesInput(command: Command, { stdin, env }: Invocation): boolean {
  const wanted = command.getOptionValue('stdin') as boolean | undefined;
  if (wanted !== undefined) return wanted;
  const { fd } = stdin as { fd?: unknown };
  return typeof fd === 'number' && !inCi(env) && fstatSync(fd).isFIFO();
}

interface ExecOptions {
  readonly moduleName?: string;
  readonly args?: string;
  readonly template?: boolean;
}

/** The module to run and its arguments as they were written, or the command. */
function taskOf(command: Command, words: readonly string[], parted: boolean): AdHocTask {
  const { moduleName: module, args, template = false } = command.opts<ExecOptions>();
  if (words.length > 0 && !parted) {
    throw wrong(
      `\`${words[0]}\` follows the pattern without \`--\``,
      'write `--` before the command: its options are not ours',
    );
  }
  if (words.length > 0) {
    if (module === undefined && args === undefined) return { command: words.join(' '), template };
    throw wrong('a command and `-m` or `-a` are two things to run', 'give one of them');
  }
  if (template) throw wrong('`--template` is for a command', 'leave it out: `-a` is filled in without it');
  if (module === undefined && args === undefined)
    throw wrong('there is nothing to run', 'write the command after `--`');
  return { module: module ?? 'command', args: args ?? '' };
}

function wrong(message: string, help: string): WrongInput {
  return new WrongInput([{ severity: 'error', code: 'bad-usage', message, help }]);
}
