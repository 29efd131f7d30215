import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { PythonRegex } from '../../template/python/regex.ts';

/** Which files below a folder are taken. `depth` is how many levels down, 0 for all. */
export interface Selection {
  readonly depth: number;
  readonly matching: string | undefined;
  readonly ignored: readonly string[];
  readonly extensions: readonly string[];
  readonly passOverOthers: boolean;
}

/** The vars files below a folder, in alphabetical order; a file of another kind is a problem, unless those are passed over. */
export function varsFilesBelow(folder: string, selection: Selection): string[] | { problem: string; help: string } {
  const names = filesBelow(folder, 1, selection.depth).filter((path) => isWanted(path, selection));
  const stray = names.find((path) => !hasExtension(path, selection.extensions));
  if (stray === undefined || selection.passOverOthers) {
    return names.filter((path) => hasExtension(path, selection.extensions));
  }
  return {
    problem: `\`${stray}\` has none of the extensions ${selection.extensions.join(', ')}`,
    help: 'set `ignore_unknown_extensions: true`, or leave the file out with `ignore_files`',
  };
}

function filesBelow(folder: string, level: number, depth: number): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  const folders = depth === 0 || level < depth ? entries.filter((entry) => entry.isDirectory()) : [];
  return [...files, ...folders.flatMap(({ name }) => filesBelow(join(folder, name), level + 1, depth))];
}

function isWanted(path: string, { matching, ignored }: Selection): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const finds = (pattern: string): boolean => PythonRegex.compile(pattern).search(name) !== undefined;
  if (ignored.some((pattern) => finds(`${pattern}$`))) return false;
  return matching === undefined || finds(matching);
}

const hasExtension = (path: string, extensions: readonly string[]): boolean =>
  extensions.includes(extname(path).slice(1));
