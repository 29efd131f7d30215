import { createHash, getHashes } from 'node:crypto';
import { didYouMean } from '../../source/suggest.ts';
import { display } from '../display.ts';
import { Bytes } from '../python/bytes.ts';
import { failure } from '../refuse.ts';
import type { Value } from '../value.ts';

const known: Readonly<Record<string, string>> = {
  sha3_224: 'sha3-224',
  sha3_256: 'sha3-256',
  sha3_384: 'sha3-384',
  sha3_512: 'sha3-512',
  blake2b: 'blake2b512',
  blake2s: 'blake2s256',
};

/** The digest of a text's UTF-8 in hexadecimal; `algorithm` is Python's name for it. */
export function digest(value: Value, algorithm: string): string {
  const name = known[algorithm.toLowerCase()] ?? algorithm.toLowerCase();
  if (!getHashes().includes(name)) {
    const { help } = didYouMean(algorithm, ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']);
    throw failure(`there is no hash \`${algorithm}\``, help);
  }
  const data = value instanceof Bytes ? value.data : display(value);
  return createHash(name).update(data).digest('hex');
}
