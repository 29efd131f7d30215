import { askOn } from '../../run/ask.ts';
import { hiddenAsk } from '../../run/hidden-ask.ts';
import { chooseId } from '../../vault/choose-id.ts';
import {
  type Ask,
  loadNewSecret,
  loadSecrets,
  PROMPT_FOR_DEFAULT,
  type VaultOptions,
  vaultIds,
} from '../../vault/load-secrets.ts';
import type { VaultSecret } from '../../vault/secret.ts';
import { parseVaultId, type VaultId } from '../../vault/vault-id.ts';
import type { Invocation } from '../invocation.ts';

/** The passwords of a `runbook vault` command; each source is read or asked only when a verb needs it. */
export class Passwords {
  readonly #ids: readonly VaultId[];
  readonly #ask: Ask;

  /** With no source named, a person at the terminal is asked. */
  constructor(options: VaultOptions, invocation: Pick<Invocation, 'stdin' | 'stderr'>) {
    const ids = vaultIds(options);
    const ask = askOn(invocation);
    this.#ids = ids.length === 0 && ask ? [PROMPT_FOR_DEFAULT] : ids;
    this.#ask = hiddenAsk(invocation);
  }

  /** All of them, to open vaulted text. */
  toOpen(): Promise<VaultSecret[]> {
    if (this.#ids.length === 0) chooseId(this.#ids);
    return loadSecrets(this.#ids, this.#ask);
  }

  /** The one to seal new text with; a prompt asks twice. */
  toSeal(wanted: string | undefined): Promise<VaultSecret> {
    return loadNewSecret(chooseId(this.#ids, wanted), this.#ask);
  }

  /** The one that takes the others' place: `--new-vault-id`, `--new-vault-password-file`, or else what a person types. */
  replacement(newVaultId: string | undefined, newPasswordFile: string | undefined): Promise<VaultSecret> {
    if (newVaultId !== undefined) return loadNewSecret(parseVaultId(newVaultId), this.#ask);
    if (newPasswordFile === undefined) return loadNewSecret(PROMPT_FOR_DEFAULT, this.#ask);
    return loadNewSecret({ ...PROMPT_FOR_DEFAULT, source: { kind: 'file', path: newPasswordFile } }, this.#ask);
  }
}
