import { digest } from './digest.ts';
import { filter } from './filter.ts';

/** `text | checksum`: its SHA-1, as `stat` and `copy` report it. */
export const checksumFilter = filter({}, (value) => digest(value, 'sha1'));
