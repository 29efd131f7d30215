import { ConnectionError } from '../../connection/connection.ts';
import { TemplateError } from '../../template/template-error.ts';
import type { Scope } from '../../vars/scope.ts';
import { firstFalse } from '../conditions.ts';
import type { TaskAt } from '../task-at.ts';
import { skipped, type TaskResult, unreachableResult } from '../task-result.ts';
import { includeItem } from './include.ts';
import { retry } from './retry.ts';
import { templateFailure } from './template-failure.ts';

/** Runs a task once: for a host, or for one item of its loop. */
export async function runItem(at: TaskAt, scope: Scope): Promise<TaskResult> {
  try {
    const failing = await firstFalse(at.task.conditions, scope);
    if (failing !== undefined) {
      const condition = failing.kind === 'scalar' ? String(failing.value) : '';
      return skipped(`\`${condition}\` is false`, { skip_reason: 'Conditional result was False' });
    }
    const { kind } = at.task.action;
    return kind === 'include-tasks' || kind === 'include-role' ? await includeItem(at, scope) : await retry(at, scope);
  } catch (error) {
    if (error instanceof TemplateError) return { ...templateFailure(error, at), endsLoop: true };
    if (error instanceof ConnectionError) return lost(error);
    throw error;
  }
}

function lost(error: ConnectionError): TaskResult {
  const message = error.mayHaveRun ? `${error.message}; the command may or may not have run` : error.message;
  return unreachableResult(message, error.help);
}
