import type { Module } from '../../modules/module.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { watched } from '../../template/unsafe.ts';
import { isDict, isList, type Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import type { TaskContext } from '../task/task-context.ts';
import { type TaskArg, type TaskArgs, wholeArg } from './task-args.ts';

/** The arguments that `module_defaults` gives to a module: those of the innermost level win. */
export async function moduleDefaults(ctx: TaskContext, module: Module, scope: Scope): Promise<TaskArgs> {
  const defaults = new Map<Value, TaskArg>();
  const names = [module.name, `ansible.builtin.${module.name}`, `ansible.legacy.${module.name}`, ctx.task.written];
  for (const node of ctx.task.moduleDefaults) {
    const { value, unsafe } = await settle(() => watched(() => evaluateNode(node, scope)));
    for (const level of isList(value) ? value : [value]) {
      if (!isDict(level)) continue;
      for (const name of new Set(names)) {
        const args = level.get(name);
        if (isDict(args)) for (const [key, arg] of args) defaults.set(key, wholeArg({ value: arg, unsafe }));
      }
    }
  }
  return defaults;
}
