import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package, built or not: the nearest one above this file with a `package.json`. Throws when there is none. */
export function packageFolder(start = import.meta.dirname): string {
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    if (folder === dirname(folder))
      throw new Error(`there is no package.json above ${start}: install the whole package`);
    folder = dirname(folder);
  }
  return folder;
}
