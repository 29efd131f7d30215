import { dirname, join } from 'node:path';

/** Where a task stands, for finding the files it names. */
export interface TaskPlace {
  /** The file the task is written in. */
  readonly file: string;
  /** The folder of the playbook. */
  readonly folder: string;
  /** The folders of the role the task belongs to and of those that pulled it in, innermost first. */
  readonly roles: readonly string[];
}

/** The folders in which a relative file name is searched for: the role's, the task file's, the playbook's; of each first its own folder for the kind. */
export function searchPath(place: TaskPlace, kind: 'files' | 'templates' | 'vars'): string[] {
  return [...new Set(rootsOf(place).flatMap((root) => [join(root, kind), root]))];
}

/** The folders that a search starts from, the nearest first. */
export function rootsOf(place: TaskPlace): string[] {
  return [...new Set([...place.roles, dirname(place.file), place.folder])];
}
