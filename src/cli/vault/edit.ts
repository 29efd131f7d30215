import type { Command } from 'commander';
import { printAside } from '../../run/print.ts';
import type { Environment } from '../../settings/environment.ts';
import { createFile, type Editor, editFile } from '../../vault/edit-file.ts';
import { terminalEditor } from '../../vault/editor.ts';
import { examples } from '../command.ts';
import { addEncryptVaultId, type VaultVerb, wordOption } from './verb.ts';

/** `runbook vault edit`. */
export const editVerb: VaultVerb = {
  summary: 'edit encrypted files; one left unchanged is not written',

  define(command) {
    command.argument('<files...>', 'encrypted files, edited one after the other');
    addEncryptVaultId(command);
    examples(command, {
      'EDITOR=nano runbook vault edit secrets.yml': 'asks for the password',
      'runbook vault edit --vault-password-file .vault-pass secrets.yml': 'does not ask',
    });
  },

  async run(command, { invocation, passwords }) {
    const secrets = await passwords.toOpen();
    const wanted = wordOption(command, 'encryptVaultId');
    const sealWith = wanted === undefined ? {} : { sealWith: await passwords.toSeal(wanted) };
    for (const path of command.args) {
      const written = await editFile(path, { secrets, editor: editorOf(invocation.env), ...sealWith });
      printAside([written ? `encrypted ${path}` : `${path} is unchanged`], invocation);
    }
  },
};

/** `runbook vault create`. */
export const createVerb: VaultVerb = {
  summary: 'write a new encrypted file with your editor',

  define(command: Command) {
    command.argument('<file>', 'a path where nothing is yet');
    addEncryptVaultId(command);
    examples(command, { 'runbook vault create group_vars/all/vault.yml': 'asks for a password, then opens `$EDITOR`' });
  },

  async run(command, { invocation, passwords }) {
    const [path = ''] = command.args;
    const secret = await passwords.toSeal(wordOption(command, 'encryptVaultId'));
    await createFile(path, secret, editorOf(invocation.env));
    printAside([`encrypted ${path}`], invocation);
  },
};

function editorOf(env: Environment): Editor {
  return terminalEditor(env.EDITOR || 'vi');
}
