import { digest } from './digest.ts';
import { filter } from './filter.ts';

/** `text | sha1`: its SHA-1 in hexadecimal. */
export const sha1Filter = filter({}, (value) => digest(value, 'sha1'));
