import { findModule } from '../../modules/registry.ts';
import type { Task } from '../../plan/plan.ts';
import { TemplateError } from '../../template/template-error.ts';
import type { Cursor } from '../cursor.ts';
import { boolKeyword } from '../keyword.ts';
import type { PlayRun } from '../run.ts';
import { scopeOf } from '../scope-of.ts';

/** Whether a task runs on one host for all of the batch, because it or its module says so. When that cannot be told it does not, and the task itself fails with the reason. */
export async function runsOnce(task: Task, first: Cursor, play: PlayRun): Promise<boolean> {
  if (task.action.kind === 'module' && findModule(task.action.name)?.bypassHostLoop === true) return true;
  try {
    return (await boolKeyword(task, 'run_once', scopeOf(task, first, play))) ?? false;
  } catch (error) {
    if (error instanceof TemplateError) return false;
    throw error;
  }
}
