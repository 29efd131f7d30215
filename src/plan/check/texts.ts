import type { Node } from '../../source/node.ts';
import type { Layer } from '../../vars/precedence.ts';
import type { PlannedPlay, Task } from '../plan.ts';

/** The texts of a task or a play, by how they are read: those that may hold templates, and expressions without braces. */
export interface Texts {
  readonly templates: readonly Node[];
  readonly conditions: readonly Node[];
}

/** Keywords whose text is an expression without braces. */
const expressions = ['changed_when', 'failed_when', 'until'];

/** Keywords of a task that are kept apart from the others. */
const apart = new Set(['vars', 'when', ...expressions]);

/** Every text of a task, with what it inherits. */
export function textsOf(task: Task): Texts {
  const { keywords, name, loop } = task;
  const own = [...keywords].flatMap(([key, node]) => (apart.has(key) ? [] : [node]));
  const vars = task.vars.flatMap((layer) => nodesOf(layer.vars));
  const more = [...task.environment, ...task.moduleDefaults, ...task.notify, ...vars, ...actionTexts(task)];
  return {
    templates: [...(name ? [name] : []), ...(loop ? [loop.node] : []), ...own, ...more],
    conditions: [...task.conditions, ...expressions.flatMap((key) => keywords.get(key) ?? [])],
  };
}

function actionTexts({ action }: Task): readonly Node[] {
  switch (action.kind) {
    case 'module':
      return action.moreArgs === undefined ? [action.args] : [action.args, action.moreArgs];
    case 'include-role':
      return [action.args];
    case 'include-tasks':
      return action.apply === undefined ? [action.file] : [action.file, action.apply];
    case 'meta':
      return [action.action];
  }
}

/** Keywords of a play that are no templates, or that its tasks have inherited. */
const elsewhere = new Set(['vars', 'vars_prompt', 'tags', 'environment', 'module_defaults']);

/** The texts of a play's own settings. */
export function textsOfPlay({ hosts, keywords }: PlannedPlay): readonly Node[] {
  return [hosts, ...[...keywords].flatMap(([key, node]) => (elsewhere.has(key) ? [] : [node]))];
}

/** The user's texts among some variables. */
export function nodesOf(vars: Layer['vars']): Node[] {
  return [...vars.keys()].flatMap((name) => {
    const binding = vars.get(name);
    return binding !== undefined && 'node' in binding ? [binding.node] : [];
  });
}
