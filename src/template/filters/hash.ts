import { textOf } from '../python/coerce.ts';
import { digest } from './digest.ts';
import { filter } from './filter.ts';

/** `text | hash(hashtype)`: its digest in hexadecimal. */
export const hashFilter = filter({ hashtype: 'sha1' }, (value, { hashtype }) =>
  digest(value, textOf(hashtype, '`hashtype`')),
);
