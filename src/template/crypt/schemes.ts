/** A way to hash passwords, with what it allows. */
export interface Scheme {
  readonly kind: 'sha256' | 'sha512' | 'md5' | 'apr1' | 'bcrypt';
  /** The length of the salt in characters. */
  readonly salt: { readonly min: number; readonly max: number };
  /** `usual` are passlib's, which the reference uses; a `max` of 0 is a scheme that takes none. */
  readonly rounds: { readonly min: number; readonly max: number; readonly usual: number };
  /** The variants that there are, the usual one first. */
  readonly idents: readonly string[];
}

const shaRounds = { min: 1_000, max: 999_999_999 };
const noRounds = { min: 0, max: 0, usual: 0 };
const sha512: Scheme = {
  kind: 'sha512',
  salt: { min: 0, max: 16 },
  rounds: { ...shaRounds, usual: 656_000 },
  idents: [],
};
const sha256: Scheme = { ...sha512, kind: 'sha256', rounds: { ...shaRounds, usual: 535_000 } };
const md5: Scheme = { kind: 'md5', salt: { min: 0, max: 8 }, rounds: noRounds, idents: [] };
const bcrypt: Scheme = {
  kind: 'bcrypt',
  salt: { min: 22, max: 22 },
  rounds: { min: 4, max: 31, usual: 12 },
  idents: ['2b', '2a', '2y'],
};

/** Each scheme by the names that Ansible and passlib know it by. */
const schemes: Readonly<Record<string, Scheme>> = {
  sha512,
  sha512_crypt: sha512,
  sha256,
  sha256_crypt: sha256,
  md5,
  md5_crypt: md5,
  apr_md5_crypt: { ...md5, kind: 'apr1' },
  blowfish: bcrypt,
  bcrypt,
};

/** The names of all schemes, for suggestions. */
export const schemeNames: readonly string[] = Object.keys(schemes);

/** The scheme of that name; `undefined` when none is built in. */
export function schemeOf(name: string): Scheme | undefined {
  return Object.hasOwn(schemes, name) ? schemes[name] : undefined;
}
