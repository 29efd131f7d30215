import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { didYouMean } from '../../source/suggest.ts';
import type { Context } from '../context.ts';
import { hashPassword } from '../crypt/hash-password.ts';
import { display } from '../display.ts';
import { expandUser } from '../filters/paths.ts';
import { MersenneTwister } from '../python/mersenne-twister.ts';
import { failure } from '../refuse.ts';
import { awaited } from '../settle.ts';
import type { TemplateError } from '../template-error.ts';
import { truthy } from '../truthy.ts';
import { isList, type Value } from '../value.ts';
import { type Lookup, lookup } from './lookup.ts';
import { splitTerm } from './term-options.ts';

const parameters = { length: 20, chars: ['ascii_letters', 'digits', '.,:-_'], encrypt: null, ident: null, seed: null };

/** The lookup that makes passwords up and keeps them. */
export const passwordLookups = {
  /**
   * `lookup('password', 'path length=20 chars=ascii_letters,digits encrypt=sha512_crypt')`: the password that a file of the controller
   * holds, made up and kept there the first time; `/dev/null` keeps none.
   */
  password: lookup(parameters, (terms, options, { context }) =>
    terms.map((term) => {
      const { rest, options: inline } = splitTerm(display(term));
      for (const name of inline.keys()) if (!(name in parameters)) throw unknownOption(name);
      const setting = (name: keyof typeof parameters): Value => inline.get(name) ?? options[name];
      const settings: Settings = {
        length: Number(setting('length')),
        chars: charactersOf(orNull(setting('chars')) === null ? parameters.chars : setting('chars')),
        encrypt: orNull(setting('encrypt')),
        seed: orNull(setting('seed')),
      };
      return passwordIn(absolute(rest, context), settings);
    }),
  ),
} satisfies Readonly<Record<string, Lookup>>;

interface Settings {
  readonly length: number;
  readonly chars: string;
  readonly encrypt: string | null;
  readonly seed: string | null;
}

interface Stored {
  readonly password: string;
  readonly salt: string | undefined;
}

function unknownOption(name: string): TemplateError {
  return failure(`the lookup \`password\` has no option \`${name}\``, didYouMean(name, Object.keys(parameters)).help);
}

function orNull(value: Value): string | null {
  return value === null || !truthy(value) ? null : display(value);
}

function absolute(name: string, context: Context): string {
  const path = expandUser(name, context);
  const folder = context.get('playbook_dir');
  return isAbsolute(path) ? path : join(folder === undefined ? process.cwd() : display(folder), path);
}

function passwordIn(path: string, settings: Settings): string {
  const stored = path === '/dev/null' ? undefined : read(path);
  const { password, salt } = stored ?? { password: randomPassword(settings), salt: undefined };
  if (settings.encrypt === null) {
    if (stored === undefined) write(path, password);
    return password;
  }
  return encrypted({ path, password, salt }, settings.encrypt);
}

/** The hash of the password, with a salt that is kept beside it so that the hash stays the same. */
function encrypted(
  { path, password, salt }: { path: string; password: string; salt: string | undefined },
  scheme: string,
): string {
  const kept = salt ?? randomText(scheme.startsWith('md5') ? 8 : 16, named.ascii_letters! + named.digits!);
  if (salt === undefined) write(path, `${password} salt=${kept}`);
  const question = JSON.stringify(['password_hash', password, scheme, { salt: kept }]);
  const [hash] = awaited(question, async () => [await hashPassword(password, scheme, { salt: kept })]);
  return display(hash ?? '');
}

function read(path: string): Stored | undefined {
  if (!existsSync(path)) return undefined;
  const [, password = '', salt] = /^([\s\S]*?)(?: salt=(\S*))?$/.exec(readFileSync(path, 'utf8').trimEnd()) ?? [];
  return { password, salt };
}

function write(path: string, content: string): void {
  if (path === '/dev/null') return;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${content}\n`, { mode: 0o600 });
  } catch (error) {
    throw failure(
      `the password cannot be kept in \`${path}\`: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** The groups of characters that have a name in Python's `string`. */
const named: Readonly<Record<string, string>> = {
  ascii_lowercase: 'abcdefghijklmnopqrstuvwxyz',
  ascii_uppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  ascii_letters: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  hexdigits: '0123456789abcdefABCDEF',
  octdigits: '01234567',
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

/** The characters of a list such as `ascii_letters,digits,.-_`; two commas in a row stand for a comma. */
function charactersOf(written: Value): string {
  const groups = isList(written)
    ? written.map(display)
    : [...(display(written).includes(',,') ? [','] : []), ...display(written).replaceAll(',,', ',').split(',')];
  const characters = groups.map((group) => named[group] ?? group).join('');
  if (characters === '') throw failure('`chars` of the lookup `password` names no character');
  return characters;
}

function randomPassword({ length, chars, seed }: Settings): string {
  if (!Number.isInteger(length) || length < 1)
    throw failure('`length` of the lookup `password` must be an int above 0');
  if (seed === null) return randomText(length, chars);
  const generator = new MersenneTwister(seed);
  return Array.from({ length }, () => chars[generator.below(chars.length)]).join('');
}

function randomText(length: number, characters: string): string {
  return Array.from({ length }, () => characters[randomInt(characters.length)]).join('');
}
