import { findModule, freeFormOf } from '../modules/registry.ts';
import type { TaskSyntax } from '../playbook/syntax.ts';
import { isTemplate } from '../template/template.ts';
import type { Compilation } from './compilation.ts';
import { fileOf, roleArgs, tasksArgs } from './include-args.ts';
import type { Inherited } from './inherit.ts';
import type { Task, TaskAction } from './plan.ts';
import { argsOf } from './task-args.ts';

const builtin = /^ansible\.(?:builtin|legacy)\./;

/** What the compiler itself understands, by the name of the action; everything else is a module. */
export function actionKind(name: string): TaskAction['kind'] | 'import-tasks' | 'import-role' {
  switch (name.replace(builtin, '')) {
    case 'import_tasks':
      return 'import-tasks';
    case 'import_role':
      return 'import-role';
    case 'include_tasks':
    case 'include':
      return 'include-tasks';
    case 'include_role':
      return 'include-role';
    case 'meta':
      return 'meta';
    default:
      return 'module';
  }
}

/** Whether a name of an action is that of the old `include`. */
export function isOldInclude(name: string): boolean {
  return name.replace(builtin, '') === 'include';
}

/** What a task is to the compiler: the old `include` of a plain file name, without a loop, is an import. */
export function taskKind({ action: { name, args }, loop }: TaskSyntax): ReturnType<typeof actionKind> {
  const file = args?.kind === 'map' ? fileOf(args) : args;
  const plain = file?.kind === 'scalar' && !isTemplate(String(file.value));
  return isOldInclude(name) && loop === undefined && plain ? 'import-tasks' : actionKind(name);
}

/** A task with what it inherits; `undefined` after a complaint. */
export function compileTask(
  syntax: TaskSyntax,
  inherited: Inherited,
  compilation: Compilation,
  into: { file: string; handler: boolean; outer: Inherited },
): Task | undefined {
  const action = compileAction(syntax, into.outer, compilation);
  if (action === undefined) return undefined;
  const name = syntax.keywords.get('name');
  const own = new Map([...inherited.keywords].filter(([key]) => key !== 'args'));
  return {
    id: compilation.nextId(),
    name: name?.kind === 'scalar' ? name : undefined,
    written: syntax.action.name,
    writtenAt: syntax.action.nameSpan,
    action,
    keywords: own,
    conditions: inherited.conditions,
    tags: inherited.tags,
    environment: inherited.environment,
    moduleDefaults: inherited.moduleDefaults,
    notify: inherited.notify,
    vars: inherited.vars,
    loop: syntax.loop,
    role: inherited.role,
    handler: into.handler,
    file: into.file,
    span: syntax.span,
    includedFrom: inherited.includedFrom,
  };
}

/** Of a module that is not ours nobody knows what its free-form text means: it is kept whole. One that a template names takes `key=value`. */
function freeForm(name: string): string | undefined {
  if (isTemplate(name)) return undefined;
  return findModule(name) === undefined ? '_raw_params' : freeFormOf(name);
}

function compileAction(syntax: TaskSyntax, outer: Inherited, compilation: Compilation): TaskAction | undefined {
  switch (actionKind(syntax.action.name)) {
    case 'include-tasks': {
      const args = tasksArgs(syntax, compilation);
      return args && { kind: 'include-tasks', ...args, outer };
    }
    case 'include-role': {
      const args = roleArgs(syntax, compilation);
      return args && { kind: 'include-role', args, vars: syntax.keywords.get('vars'), outer };
    }
    case 'meta':
      return syntax.action.args && { kind: 'meta', action: syntax.action.args };
    default: {
      const args = argsOf(syntax, compilation, freeForm(syntax.action.name));
      return { kind: 'module', name: syntax.action.name.replace(builtin, ''), ...args };
    }
  }
}
