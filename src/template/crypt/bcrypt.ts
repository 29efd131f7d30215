import { createRequire } from 'node:module';

type Bcryptjs = typeof import('bcryptjs');

/** Loaded when it is first wanted: it is large, and few playbooks want it. */
const load = (): Bcryptjs => createRequire(import.meta.url)('bcryptjs') as Bcryptjs;

/** What a bcrypt hash is made with besides the password. */
export interface BcryptSettings {
  /** `2a`, `2b` or `2y`: what the hash says of the program that made it. */
  readonly ident: string;
  /** The logarithm of the number of rounds, 4 to 31. */
  readonly rounds: number;
  /** 22 characters. */
  readonly salt: string;
}

/** Hashes a password with bcrypt, in between which other work goes on; bytes behind the 72nd count for nothing. */
export async function bcrypt(password: string, settings: BcryptSettings): Promise<string> {
  return await load().hash(password, saltText(settings));
}

/** {@link bcrypt} where nothing can be waited for. */
export function bcryptSync(password: string, settings: BcryptSettings): string {
  return load().hashSync(password, saltText(settings));
}

const saltText = ({ ident, rounds, salt }: BcryptSettings): string =>
  `$${ident}$${String(rounds).padStart(2, '0')}$${salt}`;
