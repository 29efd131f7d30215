import { DEFAULT_VAULT_ID } from './secret.ts';
import { VaultError } from './vault-error.ts';

/** Where a vault password comes from: a question to the user, or a file (a script, when it is executable). */
export type PasswordSource = { readonly kind: 'prompt' } | { readonly kind: 'file'; readonly path: string };

/** One `--vault-id`: the label its password goes by, and where the password comes from. */
export interface VaultId {
  readonly id: string;
  readonly source: PasswordSource;
}

// Ansible's own spelling of a second kind of prompt; it differs in the words of the question only.
const PROMPTS = ['prompt', 'prompt_ask_vault_pass'];

/**
 * Reads `label@file`, `label@prompt`, `file` or `prompt` (the value of `--vault-id`); the label ends at the first `@`, and without
 * one it is `default`. Throws {@link VaultError} `vault-source`.
 */
export function parseVaultId(text: string): VaultId {
  const at = text.indexOf('@');
  const id = (at < 0 ? '' : text.slice(0, at)) || DEFAULT_VAULT_ID;
  const where = text.slice(at + 1);
  checkLabel(id);
  if (where === '')
    throw new VaultError(
      'vault-source',
      `\`${text}\` names no password source`,
      `write \`${id}@FILE\` or \`${id}@prompt\``,
    );
  return { id, source: PROMPTS.includes(where) ? { kind: 'prompt' } : { kind: 'file', path: where } };
}

// The header of vaulted text is one line of fields between semicolons, and has no way to quote either.
function checkLabel(id: string): void {
  const bad = /[;\r\n]/.exec(id);
  if (!bad) return;
  const shown = JSON.stringify(bad[0]).slice(1, -1);
  throw new VaultError(
    'vault-source',
    `vault id \`${id}\` may not hold \`${shown}\``,
    'choose a label of letters, digits and dashes',
  );
}
