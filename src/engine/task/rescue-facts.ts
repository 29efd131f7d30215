import type { StepInfo } from '../../events/event.ts';
import { dict } from '../../template/value.ts';
import { qualifiedName } from '../../vars/role.ts';
import type { TaskAt } from '../task-at.ts';
import type { TaskResult } from '../task-result.ts';

/** Sets the variables by which a rescue section learns what failed: `ansible_failed_task` and `ansible_failed_result`. */
export function rememberFailure(at: TaskAt, step: StepInfo, result: TaskResult): void {
  const { set } = at.play.run.variables.store(at.host.name);
  const role = at.task.role === undefined ? '' : `${qualifiedName(at.task.role)} : `;
  const shown = step.name.startsWith(role) ? step.name.slice(role.length) : step.name;
  const name = at.task.name === undefined ? '' : shown;
  const path = `${step.at.file}:${step.at.line}`;
  const task = dict({ name, action: at.task.written, tags: [...at.task.tags], path });
  set.set('ansible_failed_task', { value: task });
  set.set('ansible_failed_result', { value: result.values });
}
