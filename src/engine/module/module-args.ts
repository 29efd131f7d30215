import type { Module } from '../../modules/module.ts';
import { settle } from '../../template/settle.ts';
import type { Scope } from '../../vars/scope.ts';
import type { TaskContext } from '../task/task-context.ts';
import { evaluateArgs } from './evaluate-args.ts';
import { moduleDefaults } from './module-defaults.ts';
import type { TaskArgs } from './task-args.ts';

/** A task's arguments with their templates evaluated, over those that `module_defaults` gives. Throws a `TemplateError`. */
export async function moduleArgs(ctx: TaskContext, module: Module, scope: Scope): Promise<TaskArgs> {
  const { action } = ctx.task;
  const given = action.kind === 'module' ? await settle(() => evaluateArgs(action, module, scope)) : [];
  const defaults = ctx.task.moduleDefaults.length === 0 ? [] : await moduleDefaults(ctx, module, scope);
  return new Map([...defaults, ...given]);
}
