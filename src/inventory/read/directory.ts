import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Names that Ansible passes over in a directory of inventories: hidden files, variables' directories, backups, settings and texts. */
const passedOver =
  /^\.|^(?:host_vars|group_vars|vars_plugins)$|(?:~|\.(?:pyc|pyo|swp|bak|rpm|md|txt|rst|orig|ini|cfg|retry))$/;

/** The inventory sources of a directory, in alphabetical order; those that are directories are to be read the same way. */
export function sourcesOfDirectory(path: string): readonly string[] {
  const names = readdirSync(path).filter((name) => !passedOver.test(name));
  return names.sort().map((name) => join(path, name));
}
