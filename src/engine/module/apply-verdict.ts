import type { Module, Verdict } from '../../modules/module.ts';
import { dict } from '../../template/value.ts';
import type { TaskHost } from '../host/task-host.ts';
import { failure, skippedByModule, type TaskResult } from '../task/task-result.ts';
import { type AsyncSettings, changeInBackground } from './async.ts';
import { actionFailed, type Change, finished } from './change-result.ts';
import type { Jobs } from './jobs.ts';
import { runActions } from './run-actions.ts';

/** Where and how a verdict is carried out. */
export interface ApplyContext {
  readonly host: TaskHost;
  readonly check: boolean;
  /** Absent for a task that is waited for in the ordinary way. */
  readonly inBackground: AsyncSettings | undefined;
  readonly jobs: Jobs;
}

/** Does what a module's verdict asks for; in check mode it stops at the module's word. */
export async function applyVerdict(verdict: Verdict, module: Module, context: ApplyContext): Promise<TaskResult> {
  const { host, check, inBackground, jobs } = context;
  if ('failed' in verdict) return failed(verdict);
  if ('skipped' in verdict) return skippedByModule(verdict.because, verdict.result);
  if (!verdict.change) return unchanged(verdict);
  if (check) return wouldChange(verdict, module);
  if (inBackground !== undefined) return await changeInBackground(verdict, host, inBackground, jobs);
  return await change(verdict, host);
}

function failed(verdict: Extract<Verdict, { failed: true }>): TaskResult {
  const { message, help, result } = verdict;
  return failure(message, {
    ...(help === undefined ? {} : { help }),
    ...(result === undefined ? {} : { values: result }),
  });
}

function unchanged({ because, result, effects = [], diffs = [] }: Extract<Verdict, { change: false }>): TaskResult {
  return { status: 'ok', values: dict({ changed: false, ...result }), effects, details: { because, diffs } };
}

function wouldChange(verdict: Change, module: Module): TaskResult {
  if (verdict.check === 'skip') {
    const values = { msg: 'skipped, running in check mode', ...verdict.result };
    return skippedByModule(`${module.name} cannot tell what it would do`, values);
  }
  const { result, effects = [], diffs = [], because } = verdict;
  const changed = verdict.check !== 'unchanged';
  return {
    status: changed ? 'changed' : 'ok',
    values: dict({ changed, ...result }),
    effects,
    details: { diffs, ...(because === undefined ? {} : { because }) },
  };
}

async function change(verdict: Change, host: TaskHost): Promise<TaskResult> {
  const done = await runActions(verdict.actions, host);
  if ('failed' in done) return actionFailed(done.failed, done.action, verdict);
  const finish = verdict.finish?.(done.outputs) ?? {};
  return finished(finish, verdict, done.outputs);
}
