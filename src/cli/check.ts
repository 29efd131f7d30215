import { type CliCommand, examples } from './command.ts';
import { addOptions } from './options.ts';
import { readSettings } from './read-settings.ts';
import { runPlaybooks } from './run-playbooks.ts';

/** `runbook check`: what `runbook play --syntax-check` does, under a name that is easier to find. */
export const command: CliCommand = {
  define(command) {
    command.argument('<playbooks...>', 'files to read');
    addOptions(command, ['Inventory', 'What to run', 'Variables', 'Vault']);
    examples(command, {
      'runbook check site.yaml': 'exit code 3, and every mistake at its place, when something is wrong',
      'runbook check -i hosts.yaml *.yaml': 'with the inventory and its variables',
    });
  },

  run(command, context) {
    const { settings } = readSettings(command, context, command.args);
    return runPlaybooks({ settings: { ...settings, syntaxCheck: true }, playbooks: command.args }, 'play', context);
  },
};
