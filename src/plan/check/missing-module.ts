import { classify, findModule } from '../../modules/registry.ts';
import { isTemplate } from '../../template/template.ts';
import type { Task } from '../plan.ts';
import { foreignOrigin } from '../role/foreign-module.ts';
import type { PluginPlace } from '../role/plugin-file.ts';

/**
 * Where the module of a task is known although it is not built in: Ansible or a collection has it, or a plugin's file does. `undefined` when it
 * runs here, when a template names it, and when nobody knows it.
 */
export function missingModule(task: Task, place: PluginPlace): { readonly label: string } | undefined {
  if (task.action.kind !== 'module') return undefined;
  const { name } = task.action;
  if (name === 'async_status' || isTemplate(name) || findModule(name) !== undefined) return undefined;
  if (classify(name) === 'elsewhere') return { label: 'not here' };
  const origin = foreignOrigin(name, task, place);
  return origin === undefined ? undefined : { label: `taken for one of ${origin}` };
}
