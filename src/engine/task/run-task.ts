import { TemplateError } from '../../template/template-error.ts';
import type { Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import { firstFalse } from '../conditions.ts';
import type { TaskAt } from '../task-at.ts';
import type { TaskResult } from '../task-result.ts';
import { loopItems } from './loop-items.ts';
import { runItem } from './run-item.ts';
import { runLoop } from './run-loop.ts';
import { templateFailure } from './template-failure.ts';

/** Runs a task on a host, item by item if it loops. What goes wrong on the host or in a template is in the result; it throws for bugs only. */
export async function runTask(at: TaskAt, scope: Scope): Promise<TaskResult> {
  const { loop } = at.task;
  if (loop === undefined) return await runItem(at, scope);
  let items: Value[];
  try {
    items = await loopItems(loop, scope);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    error.span ??= loop.node.span;
    return await unlessSkipped(at, scope, error);
  }
  return await runLoop(at, scope, items);
}

/** A loop over something undefined is no failure on a host that the task's condition leaves out. */
async function unlessSkipped(at: TaskAt, scope: Scope, error: TemplateError): Promise<TaskResult> {
  try {
    const failing = await firstFalse(at.task.conditions, scope);
    if (failing !== undefined) return await runItem(at, scope);
  } catch (conditionError) {
    if (!(conditionError instanceof TemplateError)) throw conditionError;
  }
  return templateFailure(error, at);
}
