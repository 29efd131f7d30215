import { sections } from '../settings/setting.ts';
import { type CliCommand, examples } from './command.ts';
import { addOptions } from './options.ts';
import { readSettings } from './read-settings.ts';
import { runPlaybooks } from './run-playbooks.ts';

/** `runbook play`: playbooks from text to recap. */
export const command: CliCommand = {
  define(command) {
    command.argument('<playbooks...>', 'files, played one after another');
    addOptions(command, sections);
    examples(command, {
      'runbook play site.yaml -i hosts.yaml': 'on all hosts that the plays name',
      'runbook play site.yaml -i hosts.yaml -l web -t config': 'only these hosts and tasks',
      'runbook play site.yaml -i hosts.yaml -C -D': 'change nothing, show what would change',
      'runbook play site.yaml -i hosts.yaml -e release=42 -bK': 'with a variable, as root, asking for the password',
      'runbook play site.yaml -i hosts.yaml --report json=run.json': 'and write what happened to a file',
    });
  },

  run(command, context) {
    const { settings } = readSettings(command, context, command.args);
    return runPlaybooks({ settings, playbooks: command.args }, 'play', context);
  },
};
