import type { Command } from 'commander';
import { exitCodes } from '../events/exit-codes.ts';
import { type CliCommand, examples } from './command.ts';
import { addOptions } from './options.ts';
import { readSettings } from './read-settings.ts';
import { createVerb, editVerb } from './vault/edit.ts';
import { encryptStringVerb } from './vault/encrypt-string.ts';
import { Passwords } from './vault/passwords.ts';
import { decryptVerb, encryptVerb, rekeyVerb } from './vault/rewrite.ts';
import type { VaultVerb } from './vault/verb.ts';
import { viewVerb } from './vault/view.ts';

const verbs: Readonly<Record<string, VaultVerb>> = {
  create: createVerb,
  encrypt: encryptVerb,
  decrypt: decryptVerb,
  view: viewVerb,
  edit: editVerb,
  rekey: rekeyVerb,
  encrypt_string: encryptStringVerb,
};

/** `runbook vault VERB`: secrets in files and strings, in Ansible Vault's format. */
export const command: CliCommand = {
  define(command) {
    command.usage('VERB [OPTIONS]');
    for (const [name, verb] of Object.entries(verbs)) defineVerb(command.command(name), verb);
    examples(command, {
      'runbook vault create group_vars/all/vault.yml': 'write a new file of secrets with your editor',
      'runbook vault encrypt_string --name db_password': 'encrypt one value, read from standard input',
      'runbook vault rekey --new-vault-id prod@prompt *.yml': 'change the password of files',
    });
  },

  async run(command, context) {
    const verb = verbs[command.name()];
    if (verb === undefined) throw new Error(`no verb \`${command.name()}\``);
    const { settings } = readSettings(command, context);
    await verb.run(command, { invocation: context.invocation, passwords: new Passwords(settings, context.invocation) });
    return exitCodes.ok;
  },
};

function defineVerb(command: Command, verb: VaultVerb): void {
  const sentence = `${verb.summary.charAt(0).toUpperCase()}${verb.summary.slice(1)}.`;
  command.summary(verb.summary).description(sentence).helpOption('-h, --help', 'print this help');
  verb.define(command);
  addOptions(command, ['Vault']);
}
