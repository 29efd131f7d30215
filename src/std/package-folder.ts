import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package, built or not: the nearest one above this file with a `package.json`. */
export function packageFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
