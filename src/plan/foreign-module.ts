import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Role } from '../vars/role.ts';
import { collectionsInEffect } from './collections.ts';
import type { Task } from './plan.ts';

/**
 * Where a module that nobody knows by its short name may come from: a collection in whose reach the task is, or a `library` folder with
 * a file of that name. `undefined` when there is no such place, and the name is a slip of the pen.
 */
export function foreignOrigin(name: string, task: Task): string | undefined {
  const collections = collectionsInEffect(task).filter(
    (collection) => !/^ansible\.(?:builtin|legacy)$/.test(collection),
  );
  if (collections.length > 0) return collections.map((collection) => `\`${collection}\``).join(' or ');
  const path = libraries(task)
    .flatMap((folder) => [join(folder, `${name}.py`), join(folder, name)])
    .find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : `\`${path}\``;
}

function libraries({ role, file }: Task): string[] {
  const folders = [...rolePaths(role), dirname(file), dirname(dirname(file))];
  return folders.map((folder) => join(folder, 'library'));
}

const rolePaths = (role: Role | undefined): string[] =>
  role === undefined ? [] : [role.path, ...role.parents.map(({ path }) => path)];
