/** The id of a password that was given without a label; text sealed with it does not name an id (format 1.1). */
export const DEFAULT_VAULT_ID = 'default';

/** A password that opens or seals vaulted text, and the label (vault id) it was given under. */
export interface VaultSecret {
  readonly id: string;
  readonly password: Uint8Array;
}
