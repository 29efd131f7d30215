import type { Module } from '../../modules/module.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { type Dict, isDict, isList } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import type { TaskContext } from '../task/task-context.ts';

/** The arguments that `module_defaults` gives to a module: those of the innermost level win. */
export async function moduleDefaults(ctx: TaskContext, module: Module, scope: Scope): Promise<Dict> {
  const defaults: Dict = new Map();
  const names = [module.name, `ansible.builtin.${module.name}`, `ansible.legacy.${module.name}`, ctx.task.written];
  for (const node of ctx.task.moduleDefaults) {
    const value = await settle(() => evaluateNode(node, scope));
    for (const level of isList(value) ? value : [value]) {
      if (!isDict(level)) continue;
      for (const name of new Set(names)) {
        const args = level.get(name);
        if (isDict(args)) for (const [key, arg] of args) defaults.set(key, arg);
      }
    }
  }
  return defaults;
}
