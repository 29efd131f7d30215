import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { statIfAny } from '../std/stat-if-any.ts';
import { WrongInput } from './diagnostic.ts';
import { displayPath } from './display-path.ts';
import { suggest } from './suggest.ts';

/** The bytes of a file. Throws {@link WrongInput} when it cannot be read. */
export function readBytes(path: string): Buffer {
  return reading(path, () => readFileSync(path));
}

/** The one path of a file that is there, whatever links lead to it. */
export function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

/** The names in a directory, sorted. Throws {@link WrongInput} when it cannot be read. */
export function readNames(path: string): string[] {
  return reading(path, () => readdirSync(path)).sort();
}

/** The error for one thing that is wrong and has no place in a text. */
export function wrongInput(code: string, message: string, rest: { help?: string } = {}): WrongInput {
  return new WrongInput([{ severity: 'error', code, message, ...rest }]);
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(path, error instanceof Error && 'code' in error ? String(error.code) : 'EIO');
  }
}

function unreadable(file: string, code: string): WrongInput {
  const path = displayPath(file);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return wrongInput('file-not-found', `there is no file \`${path}\``, neighbour(file, path));
    case 'EISDIR':
      return wrongInput('file-unreadable', `\`${path}\` is a directory, and a file is wanted`);
    case 'EACCES':
    case 'EPERM':
      return wrongInput('file-unreadable', `\`${path}\` may not be read`, { help: `allow it: \`chmod u+r ${path}\`` });
    default:
      return wrongInput('file-unreadable', `\`${path}\` cannot be read: ${code}`);
  }
}

/** A file of nearly the same name in the same folder. */
function neighbour(file: string, path: string): { help?: string } {
  const meant = suggest(basename(file), namesBeside(file));
  return meant === undefined ? {} : { help: `did you mean \`${join(dirname(path), meant)}\`?` };
}

function namesBeside(file: string): readonly string[] {
  const folder = dirname(file);
  if (!statIfAny(folder)?.isDirectory()) return [];
  try {
    return readdirSync(folder);
  } catch {
    // A suggestion is not worth a second complaint.
    return [];
  }
}
