import { normalize } from 'node:path';
import { display } from '../display.ts';
import { filter } from './filter.ts';

/** `path | normpath`: without `.`, `..` and doubled slashes. */
export const normpathFilter = filter({}, (value) => {
  const path = normalize(display(value));
  return path.length > 1 ? path.replace(/\/$/, '') : path;
});
