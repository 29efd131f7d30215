import { readdirSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { globToRegExp } from '../../../std/glob.ts';
import { expandHome } from '../tokens.ts';

/** The files that an argument of `Include` names, in order; relative ones lie in `folder`. Wildcards match in every part of the path. */
export function includedFiles(argument: string, { folder, home }: { folder: string; home: string }): string[] {
  const path = expandHome(argument, home);
  return expand(isAbsolute(path) ? path : join(folder, path));
}

function expand(path: string): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const parent = dirname(path);
  if (!/[*?[]/.test(path)) return [path];
  const folders = expand(parent);
  if (!/[*?[]/.test(name)) return folders.map((folder) => join(folder, name));
  const pattern = globToRegExp(name);
  const matches = (entry: string) => pattern.test(entry) && (name.startsWith('.') || !entry.startsWith('.'));
  return folders.flatMap((folder) =>
    entries(folder)
      .filter(matches)
      .sort()
      .map((entry) => join(folder, entry)),
  );
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // As a shell's wildcard does: what cannot be listed matches nothing.
    return [];
  }
}
