import { createHash, getHashes } from 'node:crypto';
import { didYouMean } from '../../source/suggest.ts';
import { hashPassword, hashPasswordSync } from '../crypt/hash-password.ts';
import { display } from '../display.ts';
import { Bytes } from '../python/bytes.ts';
import { integerArgument, textOf } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { awaited, canWait } from '../settle.ts';
import { aTypeName } from '../type-name.ts';
import type { Value } from '../value.ts';
import { type Filter, filter } from './filter.ts';

/** The name space that Ansible makes its UUIDs in. */
const ansibleNamespace = '361E6D51-FAEC-444A-9079-341386DA8E2E';

/** Filters that make the hash of a text. */
export const hashFilters = {
  /** `text | md5`: its MD5 in hexadecimal. */
  md5: filter({}, (value) => digest(value, 'md5')),

  /** `text | sha1`: its SHA-1 in hexadecimal. */
  sha1: filter({}, (value) => digest(value, 'sha1')),

  /** `text | checksum`: its SHA-1, as `stat` and `copy` report it. */
  checksum: filter({}, (value) => digest(value, 'sha1')),

  /** `text | hash(hashtype)`: its digest in hexadecimal. */
  hash: filter({ hashtype: 'sha1' }, (value, { hashtype }) => digest(value, textOf(hashtype, '`hashtype`'))),

  /** `password | password_hash(hashtype, salt, salt_size, rounds, ident)`: the hash that `/etc/shadow` holds of it. Waits. */
  password_hash: filter(
    { hashtype: 'sha512', salt: null, salt_size: null, rounds: null, ident: null },
    (value, { hashtype, salt, salt_size, rounds, ident }) => {
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
    },
  ),

  /** `text | to_uuid(namespace)`: the version 5 UUID of a text (RFC 4122, section 4.3). */
  to_uuid: filter({ namespace: ansibleNamespace }, (value, { namespace }) => {
    const space = display(namespace).replaceAll('-', '');
    if (!/^[0-9a-f]{32}$/i.test(space)) throw failure(`\`${display(namespace)}\` is not a UUID`);
    const hash = createHash('sha1').update(Buffer.from(space, 'hex')).update(display(value)).digest();
    hash[6] = (hash[6]! & 0x0f) | 0x50;
    hash[8] = (hash[8]! & 0x3f) | 0x80;
    return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }),
} satisfies Readonly<Record<string, Filter>>;

const hashNames: Readonly<Record<string, string>> = {
  sha3_224: 'sha3-224',
  sha3_256: 'sha3-256',
  sha3_384: 'sha3-384',
  sha3_512: 'sha3-512',
  blake2b: 'blake2b512',
  blake2s: 'blake2s256',
};

/** The digest of a text's UTF-8 in hexadecimal; `algorithm` is Python's name for it. */
function digest(value: Value, algorithm: string): string {
  const name = hashNames[algorithm.toLowerCase()] ?? algorithm.toLowerCase();
  if (!getHashes().includes(name)) {
    const { help } = didYouMean(algorithm, ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']);
    throw failure(`there is no hash \`${algorithm}\``, help);
  }
  const data = value instanceof Bytes ? value.data : display(value);
  return createHash(name).update(data).digest('hex');
}
