import { property } from './test.ts';

/** `x is vault_encrypted`: no value is, as inline vaulted text is opened when it is used. */
export const vaultEncryptedTest = property(() => false);
