import type { Diagnostic } from '../source/diagnostic.ts';
import type { Span } from '../source/span.ts';

/**
 * Which part of a vault is wrong: the armoured text (`vault-format`), the passwords given (`vault-password`), a source of passwords
 * (`vault-source`), or a file that a `vault` command was asked to work on (`vault-file`). Each is a diagnostic code.
 */
export type VaultErrorCode = 'vault-format' | 'vault-password' | 'vault-source' | 'vault-file';

/** Vaulted text or a password source that cannot be used. Its words never hold plaintext, a password, or ciphertext. */
export class VaultError extends Error {
  readonly code: VaultErrorCode;
  readonly help: string;

  constructor(code: VaultErrorCode, message: string, help: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'VaultError';
    this.code = code;
    this.help = help;
  }

  /** The same complaint as a diagnostic about the place where the vaulted text is written. */
  at(span?: Span): Diagnostic {
    const { code, message, help } = this;
    return span ? { severity: 'error', code, message, help, span } : { severity: 'error', code, message, help };
  }
}
