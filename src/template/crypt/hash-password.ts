import { randomInt } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { didYouMean } from '../../source/suggest.ts';
import { failure } from '../refuse.ts';
import { bcrypt, bcryptSync } from './bcrypt.ts';
import { saltCharacters } from './crypt-base64.ts';
import { md5Crypt } from './md5-crypt.ts';
import { type Scheme, schemeNames, schemeOf } from './schemes.ts';
import { shaCrypt } from './sha-crypt.ts';

/** How to hash a password: what is absent is chosen. */
export interface HashSettings {
  readonly salt?: string;
  readonly saltSize?: number;
  readonly rounds?: number;
  /** Which variant of bcrypt. */
  readonly ident?: string;
}

/** Hashes that were worked out lately: the same password and salt for a hundred hosts is hashed once. */
const known = new LRUCache<string, string>({ max: 200 });

interface Job {
  readonly scheme: Scheme;
  readonly password: string;
  readonly salt: string;
  readonly rounds: number;
  readonly ident: string;
}

/** {@link hashPassword} where nothing can be waited for. */
export function hashPasswordSync(password: string, schemeName: string, settings: HashSettings): string {
  const job = { password, ...choose(schemeName, settings) };
  const done = known.get(keyOf(job));
  if (done !== undefined) return done;
  return remember(job, job.scheme.kind === 'bcrypt' ? bcryptSync(password, job) : end(start(job)));
}

/** The hash of a password for `/etc/shadow`. Takes seconds of computing, in between which other work goes on. */
export async function hashPassword(password: string, schemeName: string, settings: HashSettings): Promise<string> {
  const job = { password, ...choose(schemeName, settings) };
  const done = known.get(keyOf(job));
  if (done !== undefined) return done;
  return remember(job, job.scheme.kind === 'bcrypt' ? await bcrypt(password, job) : await atLeisure(start(job)));
}

function start({ scheme, password, salt, rounds }: Job): Generator<void, string> {
  switch (scheme.kind) {
    case 'sha256':
    case 'sha512':
      return shaCrypt(scheme.kind, password, salt, rounds);
    case 'md5':
      return md5Crypt(password, salt);
    case 'apr1':
      return md5Crypt(password, salt, 'apr1');
    case 'bcrypt':
      throw new Error('bcrypt is not done step by step');
  }
}

function end(work: Generator<void, string>): string {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

async function atLeisure(work: Generator<void, string>): Promise<string> {
  let step = work.next();
  for (; step.done !== true; step = work.next()) await nextTurn();
  return step.value;
}

function keyOf({ scheme, password, salt, rounds, ident }: Job): string {
  return JSON.stringify([scheme.kind, password, salt, rounds, ident]);
}

function remember(job: Job, hash: string): string {
  known.set(keyOf(job), hash);
  return hash;
}

function choose(name: string, settings: HashSettings): Omit<Job, 'password'> {
  const scheme = schemeOf(name);
  if (scheme === undefined) throw unknownScheme(name);
  const { salt = randomSalt(settings.saltSize ?? scheme.salt.max), rounds = scheme.rounds.usual } = settings;
  const { ident = scheme.idents[0] ?? '' } = settings;
  checkSalt(salt, name, scheme);
  const { min, max } = scheme.rounds;
  if (max > 0 && (rounds < min || rounds > max))
    throw failure(`\`rounds\` of \`${name}\` is from ${min} to ${max}, and ${rounds} was given`);
  if (scheme.idents.length > 0 && !scheme.idents.includes(ident))
    throw failure(`\`ident\` of \`${name}\` is one of ${scheme.idents.join(', ')}, and \`${ident}\` was given`);
  return { scheme, salt, rounds, ident };
}

function checkSalt(salt: string, name: string, { salt: { min, max } }: Scheme): void {
  const size = min === max ? `${max}` : `at most ${max}`;
  if (salt.length > max || salt.length < min)
    throw failure(`the salt of \`${name}\` has ${size} characters, and ${salt.length} were given`);
  if (!/^[./0-9A-Za-z]*$/.test(salt))
    throw failure(`the salt of \`${name}\` is made of letters, digits, \`.\` and \`/\``);
}

/** The reference knows many more, of which none is for `/etc/shadow`. */
function unknownScheme(name: string) {
  const help = didYouMean(name, schemeNames).help ?? 'use `sha512`, which every Linux reads';
  return failure(`\`${name}\` is not a way to hash passwords that is built in`, help);
}

function randomSalt(size: number): string {
  return Array.from({ length: size }, () => saltCharacters[randomInt(saltCharacters.length)]).join('');
}
