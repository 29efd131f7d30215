import { decrypt, decryptSync } from './decrypt.ts';
import { isVaulted } from './envelope.ts';
import { KeyCache } from './keys.ts';
import type { VaultSecret } from './secret.ts';
import { VaultError } from './vault-error.ts';

/** Some five seconds of one core. */
const WARMED = 500;

/** The passwords of a run, and the keys worked out from them so far. */
export class Vault {
  readonly secrets: readonly VaultSecret[];
  readonly #keys = new KeyCache();
  readonly #onSecret: (plaintext: string) => void;

  /** `onSecret` is told of each inline text that was opened, so that it can be masked wherever it would be printed. */
  constructor(secrets: readonly VaultSecret[], onSecret: (plaintext: string) => void = () => {}) {
    this.secrets = secrets;
    this.#onSecret = onSecret;
  }

  /** The text that an inline `!vault` value stands for. Throws {@link VaultError}. */
  decryptString(armoured: string): string {
    const text = decryptSync(armoured, this.secrets, this.#keys).plaintext.toString('utf8');
    this.#onSecret(text);
    return text;
  }

  /** A file's content, opened when it is vaulted and as it is otherwise. Throws {@link VaultError} with `path` in its words. */
  decryptFile(content: Buffer, path: string): Buffer {
    if (!isVaulted(content)) return content;
    try {
      return decryptSync(content.toString('latin1'), this.secrets, this.#keys).plaintext;
    } catch (error) {
      if (error instanceof VaultError)
        throw new VaultError(error.code, `\`${path}\`: ${error.message}`, error.help, error);
      throw error;
    }
  }

  /**
   * Works out the keys of many vaulted texts ahead, on several cores; at most {@link WARMED}, because a run may use few of them. What
   * cannot be opened is not complained of here: the complaint belongs to the place that uses it, and comes when that is read.
   */
  async warm(armoured: Iterable<string>): Promise<void> {
    const texts = [...new Set(armoured)].slice(0, WARMED);
    await Promise.allSettled(texts.map((text) => decrypt(text, this.secrets, this.#keys)));
  }
}
