import type { StepInfo } from '../../events/event.ts';
import { dict } from '../../template/value.ts';
import { qualifiedName } from '../../vars/role.ts';
import type { TaskContext } from './task-context.ts';
import type { TaskResult } from './task-result.ts';

/** Sets the variables by which a rescue section learns what failed: `ansible_failed_task` and `ansible_failed_result`. */
export function rememberFailure(ctx: TaskContext, step: StepInfo, result: TaskResult): void {
  const { set } = ctx.run.variables.store(ctx.host.name);
  const role = ctx.task.role === undefined ? '' : `${qualifiedName(ctx.task.role)} : `;
  const shown = step.name.startsWith(role) ? step.name.slice(role.length) : step.name;
  const name = ctx.task.name === undefined ? '' : shown;
  const path = `${step.at.file}:${step.at.line}`;
  const task = dict({ name, action: ctx.task.written, tags: [...ctx.task.tags], path });
  set.set('ansible_failed_task', { value: task });
  set.set('ansible_failed_result', { value: result.values });
}
