import type { Module } from '../../modules/module.ts';
import { settle } from '../../template/settle.ts';
import type { Dict } from '../../template/value.ts';
import { dictWithoutOmitted } from '../../template/without-omitted.ts';
import type { Scope } from '../../vars/scope.ts';
import type { TaskContext } from '../task/task-context.ts';
import { evaluateArgs } from './evaluate-args.ts';
import { moduleDefaults } from './module-defaults.ts';

/** A task's arguments with their templates evaluated, over those that `module_defaults` gives. Throws a `TemplateError`. */
export async function moduleArgs(ctx: TaskContext, module: Module, scope: Scope): Promise<Dict> {
  const { action } = ctx.task;
  const given = action.kind === 'module' ? await settle(() => evaluateArgs(action, module, scope)) : [];
  const defaults = ctx.task.moduleDefaults.length === 0 ? [] : await moduleDefaults(ctx, module, scope);
  return dictWithoutOmitted(new Map([...defaults, ...given]));
}
