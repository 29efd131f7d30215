import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { printAside, printData } from '../../run/print.ts';
import { type FileMode, replaceFile } from '../../vault/replace-file.ts';
import {
  decrypting,
  encrypting,
  type Rewrite,
  readNamedFile,
  rekeying,
  rewriteFiles,
} from '../../vault/vault-files.ts';
import { examples } from '../command.ts';
import { addEncryptVaultId, badUsage, type VaultTools, type VaultVerb, wordOption } from './verb.ts';

const STANDARD = '-';

/** `runbook vault encrypt`. */
export const encryptVerb: VaultVerb = {
  summary: 'encrypt files in place, or standard input to standard output',

  define(command) {
    addFiles(command);
    addEncryptVaultId(command);
    examples(command, {
      'runbook vault encrypt secrets.yml': 'asks for a password',
      'runbook vault encrypt --vault-id prod@.vault-pass --output s.vault s.yml': 'leaves s.yml as it is',
    });
  },

  async run(command, tools) {
    const secret = await tools.passwords.toSeal(wordOption(command, 'encryptVaultId'));
    await rewrite(command, tools, encrypting(secret));
  },
};

/** `runbook vault decrypt`. */
export const decryptVerb: VaultVerb = {
  summary: 'decrypt files in place, or standard input to standard output',

  define(command) {
    addFiles(command);
    examples(command, {
      'runbook vault decrypt secrets.yml': 'asks for the password',
      'runbook vault decrypt --output - secrets.yml': 'prints it; `view` does so in a pager',
    });
  },

  async run(command, tools) {
    await rewrite(command, tools, decrypting(await tools.passwords.toOpen()));
  },
};

/** `runbook vault rekey`. */
export const rekeyVerb: VaultVerb = {
  summary: 'change the password of encrypted files',

  define(command) {
    command.argument('<files...>', 'encrypted files; none is changed unless all of them open');
    command.option('--new-vault-id <LABEL@SOURCE>', 'the new password, and the label it goes by');
    command.option('--new-vault-password-file <FILE>', 'file with the new password, or a program that prints it');
    examples(command, {
      'runbook vault rekey group_vars/*/vault.yml': 'asks for the old password and the new one',
      'runbook vault rekey --vault-id dev@old --new-vault-id prod@new vault.yml': 'a new label too',
    });
  },

  async run(command, { invocation, passwords }) {
    const secrets = await passwords.toOpen();
    const replacement = await passwords.replacement(
      wordOption(command, 'newVaultId'),
      wordOption(command, 'newVaultPasswordFile'),
    );
    await rewriteFiles(command.args, rekeying(secrets, replacement), 'keep');
    printAside([done('rekey', command.args)], invocation);
  },
};

function addFiles(command: Command): void {
  command.argument('[files...]', 'files; none or `-` for standard input');
  command.option('--output <FILE>', 'write here instead of in place; `-` for standard output');
}

async function rewrite(command: Command, { invocation }: VaultTools, change: Rewrite): Promise<void> {
  const files = command.args.length === 0 ? [STANDARD] : command.args;
  const [first = STANDARD, ...others] = files;
  const output = wordOption(command, 'output') ?? (first === STANDARD ? STANDARD : undefined);
  const mode: FileMode = 'private';
  if (output === undefined) {
    await rewriteFiles(files, change, mode);
    printAside([done(command.name(), files)], invocation);
    return;
  }
  if (others.length > 0) throw badUsage('`--output` and `-` take one file at a time', 'name one file');
  const content = first === STANDARD ? await buffer(invocation.stdin) : await readNamedFile(first);
  const changed = await change(content, first === STANDARD ? 'standard input' : first);
  if (output === STANDARD) printData(changed, invocation);
  else await replaceFile(output, changed, mode);
}

function done(verb: string, files: readonly string[]): string {
  return `${verb}ed ${files.join(', ')}`;
}
