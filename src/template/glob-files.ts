import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { globToRegExp } from '../std/glob.ts';
import { statIfAny } from '../std/stat-if-any.ts';

/** The files of the controller that a shell pattern matches, in order of their names; folders are left out. */
export function globFiles(pattern: string): string[] {
  const absolute = pattern.startsWith('/');
  const parts = pattern.split('/').filter((part) => part !== '');
  return expand(absolute ? '/' : '', parts).filter(isFile);
}

function expand(base: string, [part, ...rest]: readonly string[]): string[] {
  if (part === undefined) return [base];
  const names = /[*?[]/.test(part) ? matchingNames(base, part) : [part];
  return names.flatMap((name) => expand(base === '' ? name : join(base, name), rest));
}

function matchingNames(directory: string, part: string): string[] {
  const matches = globToRegExp(part);
  return namesIn(directory)
    .filter((name) => matches.test(name) && (part.startsWith('.') || !name.startsWith('.')))
    .sort();
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory === '' ? '.' : directory);
  } catch {
    // A pattern simply matches nothing in a folder that is not there or cannot be read.
    return [];
  }
}

function isFile(path: string): boolean {
  return statIfAny(path)?.isFile() ?? false;
}
