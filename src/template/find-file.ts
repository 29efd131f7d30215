import { existsSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Context } from './context.ts';

/**
 * The path of a file that a lookup or a template names, by the search path of its kind; `undefined` when it is nowhere. An absolute
 * name is looked for where it says.
 */
export function findFile(context: Context, kind: 'files' | 'templates' | 'vars', name: string): string | undefined {
  const expanded = name.startsWith('~/') ? join(context.world.env.HOME ?? '/', name.slice(2)) : name;
  if (isAbsolute(expanded)) return isThere(expanded) ? expanded : undefined;
  return context.world
    .searchPath(kind)
    .map((directory) => join(directory, expanded))
    .find(isThere);
}

function isThere(path: string): boolean {
  return existsSync(path) && !statSync(path).isDirectory();
}
