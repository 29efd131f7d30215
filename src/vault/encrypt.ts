import { randomBytes } from 'node:crypto';
import { seal } from './cipher.ts';
import { formatEnvelope } from './envelope.ts';
import { KeyCache } from './keys.ts';
import { DEFAULT_VAULT_ID, type VaultSecret } from './secret.ts';

const SALT_BYTES = 32;

/** How to seal: `id` is written into the text in place of the secret's own; `salt` (32 random bytes) is for tests. */
export interface EncryptOptions {
  readonly id?: string;
  readonly salt?: Buffer;
}

/** Seals plaintext, of any bytes, as vaulted text. An id other than `default` is named in its header (format 1.2). */
export async function encrypt(
  plaintext: Uint8Array | string,
  secret: VaultSecret,
  options: EncryptOptions = {},
): Promise<string> {
  const salt = options.salt ?? randomBytes(SALT_BYTES);
  const sealed = seal(Buffer.from(plaintext), await new KeyCache().derive(secret, salt));
  const id = options.id ?? secret.id;
  return formatEnvelope(id === DEFAULT_VAULT_ID ? { salt, ...sealed } : { id, salt, ...sealed });
}
