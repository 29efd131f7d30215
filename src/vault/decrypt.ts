import { unseal } from './cipher.ts';
import { type Envelope, parseEnvelope } from './envelope.ts';
import { KeyCache } from './keys.ts';
import type { VaultSecret } from './secret.ts';
import { VaultError } from './vault-error.ts';

/** Plaintext, with the password that opened it. */
export interface Opened {
  readonly plaintext: Buffer;
  readonly secret: VaultSecret;
}

/**
 * Opens vaulted text with the first password that fits: those given under the text's own id are tried before the others.
 * Throws {@link VaultError} `vault-format` or `vault-password`.
 */
export async function decrypt(
  armoured: string,
  secrets: readonly VaultSecret[],
  keys: KeyCache = new KeyCache(),
): Promise<Opened> {
  const envelope = parseEnvelope(armoured);
  for (const secret of candidates(envelope, secrets)) {
    const plaintext = unseal(envelope, await keys.derive(secret, envelope.salt));
    if (plaintext) return { plaintext, secret };
  }
  throw notOpened(envelope, secrets);
}

/** {@link decrypt} for places that cannot wait, such as a template; cheap once `keys` knows the text's salt. */
export function decryptSync(
  armoured: string,
  secrets: readonly VaultSecret[],
  keys: KeyCache = new KeyCache(),
): Opened {
  const envelope = parseEnvelope(armoured);
  for (const secret of candidates(envelope, secrets)) {
    const plaintext = unseal(envelope, keys.deriveSync(secret, envelope.salt));
    if (plaintext) return { plaintext, secret };
  }
  throw notOpened(envelope, secrets);
}

function candidates({ id }: Envelope, secrets: readonly VaultSecret[]): VaultSecret[] {
  const named = secrets.filter((secret) => secret.id === id);
  return [...named, ...secrets.filter((secret) => secret.id !== id)];
}

function notOpened({ id }: Envelope, secrets: readonly VaultSecret[]): VaultError {
  const text = id === undefined ? 'vaulted text' : `text vaulted with id \`${id}\``;
  if (secrets.length === 0) {
    const give = id === undefined ? '`--vault-password-file FILE`' : `\`--vault-id ${id}@FILE\``;
    return new VaultError(
      'vault-password',
      `${text} needs a password and none was given`,
      `give ${give} or \`--ask-vault-pass\``,
    );
  }
  const tried = secrets.map((secret) => `\`${secret.id}\``).join(', ');
  return new VaultError(
    'vault-password',
    `no given password opens ${text}: tried ${tried}`,
    'check the password; if it is the right one, the text was altered after it was encrypted',
  );
}
