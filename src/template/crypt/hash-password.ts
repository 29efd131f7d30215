import { randomInt } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { didYouMean } from '../../source/suggest.ts';
import { failure } from '../refuse.ts';
import { saltCharacters } from './crypt-base64.ts';
import { md5Crypt } from './md5-crypt.ts';
import { shaCrypt } from './sha-crypt.ts';

/** How to hash a password: what is absent is chosen. */
export interface HashSettings {
  readonly salt?: string;
  readonly saltSize?: number;
  readonly rounds?: number;
}

interface Scheme {
  readonly name: 'sha256' | 'sha512' | 'md5';
  readonly saltSize: number;
  readonly rounds: number;
}

/** Each scheme by the names that Ansible knows it by; the rounds are passlib's, which the reference uses. */
const schemes: Readonly<Record<string, Scheme>> = {
  sha512: { name: 'sha512', saltSize: 16, rounds: 656_000 },
  sha512_crypt: { name: 'sha512', saltSize: 16, rounds: 656_000 },
  sha256: { name: 'sha256', saltSize: 16, rounds: 535_000 },
  sha256_crypt: { name: 'sha256', saltSize: 16, rounds: 535_000 },
  md5: { name: 'md5', saltSize: 8, rounds: 0 },
  md5_crypt: { name: 'md5', saltSize: 8, rounds: 0 },
};

/** Hashes that were worked out lately: the same password and salt for a hundred hosts is hashed once. */
const known = new LRUCache<string, string>({ max: 200 });

interface Job {
  readonly scheme: Scheme;
  readonly password: string;
  readonly salt: string;
  readonly rounds: number;
}

/** {@link hashPassword} where nothing can be waited for. */
export function hashPasswordSync(password: string, schemeName: string, settings: HashSettings): string {
  const job = { password, ...choose(schemeName, settings) };
  return remember(job, known.get(keyOf(job)) ?? end(start(job)));
}

/** The hash of a password for `/etc/shadow`. Takes seconds of computing, in between which other work goes on. */
export async function hashPassword(password: string, schemeName: string, settings: HashSettings): Promise<string> {
  const job = { password, ...choose(schemeName, settings) };
  const done = known.get(keyOf(job));
  if (done !== undefined) return done;
  const work = start(job);
  let step = work.next();
  for (; step.done !== true; step = work.next()) await nextTurn();
  return remember(job, step.value);
}

function start({ scheme, password, salt, rounds }: Job): Generator<void, string> {
  return scheme.name === 'md5' ? md5Crypt(password, salt) : shaCrypt(scheme.name, password, salt, rounds);
}

function end(work: Generator<void, string>): string {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

function keyOf({ scheme, password, salt, rounds }: Job): string {
  return JSON.stringify([scheme.name, password, salt, rounds]);
}

function remember(job: Job, hash: string): string {
  known.set(keyOf(job), hash);
  return hash;
}

function choose(schemeName: string, settings: HashSettings): { scheme: Scheme; salt: string; rounds: number } {
  const scheme = schemeOf(schemeName);
  const { salt = randomSalt(settings.saltSize ?? scheme.saltSize), rounds = scheme.rounds } = settings;
  if (salt.length > scheme.saltSize)
    throw failure(
      `the salt of \`${schemeName}\` has at most ${scheme.saltSize} characters, and ${salt.length} were given`,
    );
  if (!/^[./0-9A-Za-z]*$/.test(salt))
    throw failure(`the salt of \`${schemeName}\` is made of letters, digits, \`.\` and \`/\``);
  if (scheme.name !== 'md5' && (rounds < 1_000 || rounds > 999_999_999))
    throw failure(`\`rounds\` is from 1000 to 999999999, and ${rounds} was given`);
  return { scheme, salt, rounds };
}

/** Checks the name of a scheme. */
function schemeOf(name: string): Scheme {
  const scheme = Object.hasOwn(schemes, name) ? schemes[name] : undefined;
  if (scheme !== undefined) return scheme;
  if (name === 'blowfish' || name === 'bcrypt')
    throw failure(`\`${name}\` is not built in`, 'use `sha512`, which every Linux reads');
  throw failure(
    `\`${name}\` is not a way to hash passwords`,
    didYouMean(name, Object.keys(schemes)).help ?? 'use `sha512`',
  );
}

function randomSalt(size: number): string {
  return Array.from({ length: size }, () => saltCharacters[randomInt(saltCharacters.length)]).join('');
}
