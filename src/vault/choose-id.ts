import { VaultError } from './vault-error.ts';

/**
 * The password to seal with, among passwords or their sources: the one that `wanted` names, or the only one there is.
 * Throws {@link VaultError} `vault-source`.
 */
export function chooseId<T extends { readonly id: string }>(known: readonly T[], wanted?: string): T {
  const [first, second] = wanted === undefined ? known : known.filter(({ id }) => id === wanted);
  if (first && (!second || wanted !== undefined)) return first;
  const ids = known.map(({ id }) => `\`${id}\``).join(', ');
  if (first) throw refusal(`more than one password could encrypt: ${ids}`, 'choose one with `--encrypt-vault-id`');
  if (known.length > 0)
    throw refusal(`no password was given for vault id \`${wanted}\`: there are ${ids}`, 'give its `--vault-id`');
  const help = 'give `--vault-password-file FILE`, `--vault-id LABEL@FILE` or `--ask-vault-pass`';
  throw refusal('a password is needed and none was given', help);
}

function refusal(message: string, help: string): VaultError {
  return new VaultError('vault-source', message, help);
}
