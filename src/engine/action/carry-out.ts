import { TransferError } from '../../connection/connection.ts';
import { asIfMade } from '../../modules/as-if-made.ts';
import type { Args, Module, Verdict } from '../../modules/module.ts';
import { dict } from '../../template/value.ts';
import { ScriptRefused } from '../host/run-script.ts';
import type { TaskHost } from '../host/task-host.ts';
import { failure, passedOver, type TaskResult } from '../task-result.ts';
import { act } from './act.ts';
import { type AsyncSettings, changeInBackground } from './async.ts';
import { actionFailed, type Change, finished } from './change.ts';
import type { Jobs } from './jobs.ts';

/** Where and how a task is carried out. */
export interface Circumstances {
  readonly host: TaskHost;
  readonly check: boolean;
  /** Absent for a task that is waited for in the ordinary way. */
  readonly inBackground: AsyncSettings | undefined;
  readonly jobs: Jobs;
}

/** Asks a module what is to be done on a host, and does it; in check mode it stops at the module's word. */
export async function carryOut(module: Module, args: Args, at: Circumstances): Promise<TaskResult> {
  try {
    const judged = await module.decide(args, at.host);
    const verdict = at.check ? asIfMade(judged) : judged;
    if ('failed' in verdict) return failed(verdict);
    if ('skipped' in verdict) return passedOver(verdict.because, verdict.result);
    if (!verdict.change) return unchanged(verdict);
    if (at.check) return wouldChange(verdict, module);
    if (at.inBackground !== undefined) return await changeInBackground(verdict, at.host, at.inBackground, at.jobs);
    return await change(verdict, at.host);
  } catch (error) {
    if (error instanceof ScriptRefused) return failure(error.message, { help: error.help });
    if (error instanceof TransferError) return failure(error.message);
    throw error;
  }
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
    return passedOver(`${module.name} cannot tell what it would do`, values);
  }
  const { result, effects = [], diffs = [], because } = verdict;
  return {
    status: 'changed',
    values: dict({ changed: true, ...result }),
    effects,
    details: { diffs, ...(because === undefined ? {} : { because }) },
  };
}

async function change(verdict: Change, host: TaskHost): Promise<TaskResult> {
  const done = await act(verdict.actions, host);
  if ('failed' in done) return actionFailed(done.failed, done.action, verdict);
  const finish = verdict.finish?.(done.outputs) ?? {};
  return finished(finish, verdict, done.outputs.at(-1)?.signal);
}
