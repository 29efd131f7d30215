import { digest } from './digest.ts';
import { filter } from './filter.ts';

/** `text | md5`: its MD5 in hexadecimal. */
export const md5Filter = filter({}, (value) => digest(value, 'md5'));
