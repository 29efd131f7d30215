import pLimit from 'p-limit';
import { ConnectionError, type EndReport } from '../../connection/connection.ts';
import { WrongInput } from '../../source/diagnostic.ts';
import { followSignals } from '../../std/follow-signals.ts';
import { TemplateError } from '../../template/template-error.ts';
import type { Scope } from '../../vars/scope.ts';
import type { Printed } from '../host/conversation.ts';
import { numberKeyword } from '../keyword.ts';
import type { TaskContext } from './task-context.ts';
import { failure, lost, type TaskResult, withOutput } from './task-result.ts';
import { templateFailure } from './template-failure.ts';

/**
 * Does a task's work under its own semaphore when it has a `throttle`, and closes what connections it had for itself. A bug of ours fails
 * the one host it happened on: the run goes on for the others, and ends with the bug's report.
 */
export async function throttled(ctx: TaskContext, scope: Scope, work: () => Promise<TaskResult>): Promise<TaskResult> {
  try {
    const width = ctx.task.keywords.has('throttle') ? ((await numberKeyword(ctx.task, 'throttle', scope)) ?? 0) : 0;
    if (width <= 0) return await work();
    const key = `${ctx.task.id} ${width}`;
    const limit = ctx.play.throttles.get(key) ?? pLimit(width);
    ctx.play.throttles.set(key, limit);
    return await limit(work);
  } catch (error) {
    if (error instanceof TemplateError) return templateFailure(error, ctx);
    if (error instanceof WrongInput) throw error;
    ctx.run.bugs.push(error);
    return failure(`a bug in runbook: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    if (ctx.connections !== ctx.play.connections) await ctx.connections.close();
  }
}

/** Node's timers take no more milliseconds: 24 days. A task may have longer than that, but is not timed then. */
const longest = 2 ** 31 - 1;

/** What one attempt of a task may take, and what becomes of the commands that outlast it. */
export interface Attempt {
  /** Aborted when the run is interrupted, or when the task's `timeout` is over. */
  readonly signal: AbortSignal;
  /** Takes what a connection says of a command that was ended before its time. */
  readonly onEnded: (report: EndReport) => void;
  /** Takes what such a command has printed. */
  readonly onUnfinished: (output: Printed) => void;
}

/** Does work that ends when the run is interrupted, or when the task's `timeout` (seconds) is over: that is a failure of the task. */
export async function timed(
  ctx: TaskContext,
  scope: Scope,
  work: (attempt: Attempt) => Promise<TaskResult>,
): Promise<TaskResult> {
  const { settings, signal } = ctx.run;
  const seconds = await numberKeyword(ctx.task, 'timeout', scope);
  const limit = seconds === undefined || seconds <= 0 ? settings.taskTimeout : seconds * 1000;
  const over = limit === undefined || limit > longest ? undefined : AbortSignal.timeout(limit);
  let mayStillRun = '';
  let unfinished: Printed | undefined;
  const onEnded = (report: EndReport) => {
    if (!report.sure) mayStillRun = `; it may still run there: ${report.how}`;
  };
  const onUnfinished = (output: Printed) => {
    unfinished = output;
  };
  return await followSignals(over === undefined ? [signal] : [signal, over], async (own) => {
    try {
      return await work({ signal: own, onEnded, onUnfinished });
    } catch (error) {
      if (over?.aborted && error === over.reason)
        return withOutput(tookTooLong(limit as number, mayStillRun), unfinished);
      if (signal.aborted && error === signal.reason)
        return withOutput(failure(`interrupted before it was done${mayStillRun}`), unfinished);
      if (error instanceof ConnectionError) return withOutput(lost(error), unfinished);
      throw error;
    }
  });
}

function tookTooLong(limit: number, mayStillRun: string): TaskResult {
  return failure(`the task took longer than ${limit / 1000} s and was ended${mayStillRun}`, {
    values: { timedout: true },
    help: 'raise `timeout`, or look on the host for what it waits for',
  });
}
