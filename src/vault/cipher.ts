import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import type { Envelope } from './envelope.ts';
import type { Keys } from './keys.ts';

const CIPHER = 'aes-256-ctr';
const BLOCK_BYTES = 16;

/** Encrypts with AES-256-CTR after PKCS#7 padding (RFC 5652, section 6.3), and signs the ciphertext. */
export function seal(plaintext: Uint8Array, keys: Keys): Pick<Envelope, 'hmac' | 'ciphertext'> {
  const cipher = createCipheriv(CIPHER, keys.cipherKey, keys.iv);
  const ciphertext = Buffer.concat([cipher.update(pad(plaintext)), cipher.final()]);
  return { hmac: sign(ciphertext, keys), ciphertext };
}

/** The plaintext, or `undefined` when the keys did not seal this envelope (or somebody altered it since). */
export function unseal({ hmac, ciphertext }: Envelope, keys: Keys): Buffer | undefined {
  if (!timingSafeEqual(hmac, sign(ciphertext, keys))) return undefined;
  const decipher = createDecipheriv(CIPHER, keys.cipherKey, keys.iv);
  return unpad(Buffer.concat([decipher.update(ciphertext), decipher.final()]));
}

function sign(ciphertext: Buffer, keys: Keys): Buffer {
  return createHmac('sha256', keys.hmacKey).update(ciphertext).digest();
}

function pad(plaintext: Uint8Array): Buffer {
  const missing = BLOCK_BYTES - (plaintext.length % BLOCK_BYTES);
  return Buffer.concat([plaintext, Buffer.alloc(missing, missing)]);
}

function unpad(padded: Buffer): Buffer | undefined {
  const length = padded.at(-1) ?? 0;
  const padding = padded.subarray(padded.length - length);
  const valid = length >= 1 && length <= BLOCK_BYTES && padding.every((byte) => byte === length);
  return valid ? padded.subarray(0, padded.length - length) : undefined;
}
