import { createHash } from 'node:crypto';
import { encodeCrypt } from './crypt-base64.ts';

const rounds = 1_000;
const order = [0, 6, 12, 1, 7, 13, 2, 8, 14, 3, 9, 15, 4, 10, 5, -1, -1, 11];

/**
 * Hashes a password the way of FreeBSD's MD5 `crypt` by Poul-Henning Kamp (`$1$`), for systems that know nothing better, or Apache's
 * variant of it (`$apr1$`). A generator like `shaCrypt`, so that either can be driven the same way.
 */
export function* md5Crypt(password: string, salt: string, ident: '1' | 'apr1' = '1'): Generator<void, string> {
  const key = Buffer.from(password, 'utf8');
  const digest = (...parts: readonly (string | Uint8Array)[]): Buffer => {
    const hash = createHash('md5');
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
  const alternate = digest(key, salt, key);
  const parts: (string | Uint8Array)[] = [key, `$${ident}$`, salt];
  for (let left = key.length; left > 0; left -= 16) parts.push(alternate.subarray(0, Math.min(16, left)));
  for (let length = key.length; length > 0; length >>>= 1) parts.push(length & 1 ? '\0' : key.subarray(0, 1));
  let last = digest(...parts);
  yield;
  for (let round = 0; round < rounds; round++)
    last = digest(...roundParts(round, { last, key, salt: Buffer.from(salt) }));
  return `$${ident}$${salt}$${encodeCrypt(last, order)}`;
}

function roundParts(round: number, { last, key, salt }: { last: Buffer; key: Buffer; salt: Buffer }): Buffer[] {
  const parts = [round & 1 ? key : last];
  if (round % 3 !== 0) parts.push(salt);
  if (round % 7 !== 0) parts.push(key);
  parts.push(round & 1 ? last : key);
  return parts;
}
