import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../std/package-folder.ts';

/** The version of this program, as its `package.json` has it. */
export function version(): string {
  const { version: found } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return found;
}
