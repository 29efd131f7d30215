import { decrypting, readNamedFile } from '../../vault/vault-files.ts';
import { examples } from '../command.ts';
import { page } from './pager.ts';
import type { VaultVerb } from './verb.ts';

/** `runbook vault view`. */
export const viewVerb: VaultVerb = {
  summary: 'show what encrypted files hold, in a pager on a terminal',

  define(command) {
    command.argument('<files...>', 'encrypted files');
    examples(command, { 'runbook vault view secrets.yml': 'asks for the password, then opens `$PAGER`' });
  },

  async run(command, { invocation, passwords }) {
    const open = decrypting(await passwords.toOpen());
    for (const path of command.args) await page(await open(await readNamedFile(path), path), invocation);
  },
};
