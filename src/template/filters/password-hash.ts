import { hashPassword, hashPasswordSync } from '../crypt/hash-password.ts';
import { display } from '../display.ts';
import { integerArgument, textOf } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { awaited, canWait } from '../settle.ts';
import { aTypeName } from '../type-name.ts';
import { filter } from './filter.ts';

const parameters = { hashtype: 'sha512', salt: null, salt_size: null, rounds: null, ident: null };

/** `password | password_hash(hashtype, salt, salt_size, rounds, ident)`: the hash that `/etc/shadow` holds of it. Waits. */
export const passwordHashFilter = filter(parameters, (value, { hashtype, salt, salt_size, rounds, ident }) => {
  if (typeof value !== 'string') throw failure(`\`password_hash\` wants a text, and ${aTypeName(value)} was given`);
  const settings = {
    ...(salt !== null && display(salt) !== '' && { salt: display(salt) }),
    ...(salt_size !== null && { saltSize: integerArgument(salt_size, '`salt_size`') }),
    ...(rounds !== null && { rounds: integerArgument(rounds, '`rounds`') }),
    ...(ident !== null && { ident: display(ident) }),
  };
  const scheme = textOf(hashtype, '`hashtype`');
  if (!canWait()) return hashPasswordSync(value, scheme, settings);
  const question = JSON.stringify(['password_hash', value, scheme, settings]);
  const [hash] = awaited(question, async () => [await hashPassword(value, scheme, settings)]);
  return hash ?? null;
});
