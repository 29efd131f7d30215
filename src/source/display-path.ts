import { isAbsolute, relative, resolve } from 'node:path';

/** A file's path as messages show it: relative to `cwd` when it is below it, else as it was given. */
export function displayPath(file: string, cwd: string = process.cwd()): string {
  if (file.startsWith('<')) return file;
  const fromHere = relative(cwd, resolve(cwd, file));
  const below = fromHere !== '' && fromHere !== '..' && !fromHere.startsWith('../') && !isAbsolute(fromHere);
  return below ? fromHere : file;
}
