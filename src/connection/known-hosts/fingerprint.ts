import { createHash } from 'node:crypto';

/** A key's fingerprint as OpenSSH prints it: `SHA256:` and base64 without padding. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The type that a public key in SSH's binary form begins with; empty when it is none. */
export function keyType(key: Buffer): string {
  if (key.length < 4) return '';
  const length = key.readUInt32BE(0);
  return key.toString('latin1', 4, 4 + length);
}
