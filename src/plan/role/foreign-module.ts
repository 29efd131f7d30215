import { displayPath } from '../../source/display-path.ts';
import type { Task } from '../plan.ts';
import { collectionsInEffect } from './collections.ts';
import { type PluginPlace, pluginFile } from './plugin-file.ts';

/**
 * Where a module that nobody knows by its short name may come from: a collection in whose reach the task is, or a `library` folder with
 * a file of that name, beside the playbook or in a role. `undefined` when there is no such place, and the name is a slip of the pen.
 */
export function foreignOrigin(name: string, task: Task, place: PluginPlace): string | undefined {
  const collections = collectionsInEffect(task).filter(
    (collection) => !/^ansible\.(?:builtin|legacy)$/.test(collection),
  );
  if (collections.length > 0) return collections.map((collection) => `\`${collection}\``).join(' or ');
  const path = pluginFile({ kind: 'module', name }, place);
  return path === undefined ? undefined : `\`${displayPath(path)}\``;
}
