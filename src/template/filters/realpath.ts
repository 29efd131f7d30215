import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { display } from '../display.ts';
import { filter } from './filter.ts';

/** `path | realpath`: absolute and with the links of the controller followed, as far as they exist. */
export const realpathFilter = filter({}, (value) => followLinks(resolve(display(value))));

function followLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(followLinks(parent), path.slice(parent.length));
  }
}
