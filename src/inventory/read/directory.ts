import { join } from 'node:path';
import { readNames } from '../../source/disk.ts';

/** Names that Ansible passes over in a directory of inventories: hidden files, variables' directories, backups, settings and texts. */
const passedOver =
  /^\.|^(?:host_vars|group_vars|vars_plugins)$|(?:~|\.(?:pyc|pyo|swp|bak|rpm|md|txt|rst|orig|ini|cfg|retry))$/;

/** The inventory sources of a directory, in alphabetical order; those that are directories are to be read the same way. Throws WrongInput. */
export function sourcesOfDirectory(path: string): readonly string[] {
  const names = readNames(path).filter((name) => !passedOver.test(name));
  return names.map((name) => join(path, name));
}
