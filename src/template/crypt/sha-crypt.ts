import { createHash } from 'node:crypto';
import { encodeCrypt } from './crypt-base64.ts';

/** Which of the two hashes of the specification. */
export type ShaCrypt = 'sha256' | 'sha512';

/** Rounds when the hash names none, which is then not written either. */
const silentRounds = 5_000;
/** Rounds between two breaths of whoever drives the work. */
const breath = 2_000;

/**
 * Hashes a password by Ulrich Drepper's specification "Unix crypt using SHA-256 and SHA-512" (https://www.akkadia.org/drepper/SHA-crypt.txt).
 * The work is thousands of rounds, so it is a generator that pauses now and then: drive it to its end at once, or in between other work.
 */
export function* shaCrypt(kind: ShaCrypt, password: string, salt: string, rounds: number): Generator<void, string> {
  const key = Buffer.from(password, 'utf8');
  const salted = Buffer.from(salt, 'utf8');
  const digest = (...parts: readonly Uint8Array[]): Buffer => {
    const hash = createHash(kind);
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
  let last = firstDigest(key, salted, digest);
  const p = stretched(digest(...Array.from({ length: key.length }, () => key)), key.length);
  const s = stretched(digest(...Array.from({ length: 16 + last[0]! }, () => salted)), salted.length);
  for (let round = 0; round < rounds; round++) {
    last = digest(Buffer.concat(roundParts(round, { last, p, s })));
    if (round % breath === breath - 1) yield;
  }
  const prefix = kind === 'sha512' ? '$6$' : '$5$';
  const shownRounds = rounds === silentRounds ? '' : `rounds=${rounds}$`;
  return `${prefix}${shownRounds}${salt}$${encodeCrypt(last, orders[kind])}`;
}

type Digest = (...parts: readonly Uint8Array[]) => Buffer;

/** Steps 1 to 12 of the specification. */
function firstDigest(key: Buffer, salt: Buffer, digest: Digest): Buffer {
  const alternate = digest(key, salt, key);
  const parts: Uint8Array[] = [key, salt, stretched(alternate, key.length)];
  for (let length = key.length; length > 0; length >>>= 1) parts.push(length & 1 ? alternate : key);
  return digest(...parts);
}

/** Step 21: what each round hashes. */
function roundParts(round: number, { last, p, s }: { last: Buffer; p: Buffer; s: Buffer }): Buffer[] {
  const parts = [round & 1 ? p : last];
  if (round % 3 !== 0) parts.push(s);
  if (round % 7 !== 0) parts.push(p);
  parts.push(round & 1 ? last : p);
  return parts;
}

/** The digest again and again, cut to a length. */
function stretched(digest: Buffer, length: number): Buffer {
  return Buffer.concat(Array.from({ length: Math.ceil(length / digest.length) }, () => digest)).subarray(0, length);
}

/** The order in which the specification writes the bytes of the last digest. */
const orders: Readonly<Record<ShaCrypt, readonly number[]>> = {
  sha256: [...rotating(10, 30, 21), -1, 31, 30],
  sha512: [...rotating512(), -1, -1, 63],
};

/** Triples whose members change places from one to the next. */
function rotating(count: number, size: number, step: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const first = (index * step) % size;
    return [first, (first + 10) % size, (first + 20) % size];
  }).flat();
}

function rotating512(): number[] {
  return Array.from({ length: 21 }, (_, index) => {
    const first = (index * 22) % 63;
    return [first, (first + 21) % 63, (first + 42) % 63];
  }).flat();
}
