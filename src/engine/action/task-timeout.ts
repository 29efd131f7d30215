import { followSignals } from '../../std/follow-signals.ts';
import type { Scope } from '../../vars/scope.ts';
import { mayStillRun } from '../host/left-running.ts';
import { numberKeyword } from '../keyword.ts';
import type { TaskAt } from '../task-at.ts';
import { failure, type TaskResult } from '../task-result.ts';

/** Node's timers take no more milliseconds: 24 days. A task may have longer than that, but is not timed then. */
const longest = 2 ** 31 - 1;

/** Does work that ends when the run is interrupted, or when the task's `timeout` (seconds) is over: that is a failure of the task. */
export async function withTaskTimeout(
  at: TaskAt,
  scope: Scope,
  work: (signal: AbortSignal) => Promise<TaskResult>,
): Promise<TaskResult> {
  const { settings, signal } = at.play.run;
  const seconds = await numberKeyword(at.task, 'timeout', scope);
  const limit = seconds === undefined || seconds <= 0 ? settings.taskTimeout : seconds * 1000;
  const over = limit === undefined || limit > longest ? undefined : AbortSignal.timeout(limit);
  return await followSignals(over === undefined ? [signal] : [signal, over], async (own) => {
    try {
      return await work(own);
    } catch (error) {
      if (over?.aborted && error === over.reason) return tookTooLong(limit as number, own);
      if (signal.aborted && error === signal.reason)
        return failure(`interrupted before it was done${mayStillRun(own)}`);
      throw error;
    }
  });
}

function tookTooLong(limit: number, signal: AbortSignal): TaskResult {
  return failure(`the task took longer than ${limit / 1000} s and was ended${mayStillRun(signal)}`, {
    values: { timedout: true },
    help: 'raise `timeout`, or look on the host for what it waits for',
  });
}
