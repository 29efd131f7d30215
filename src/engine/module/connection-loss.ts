import { ConnectionError } from '../../connection/connection.ts';
import type { Scope } from '../../vars/scope.ts';
import { boolKeyword } from '../keyword.ts';
import type { TaskContext } from '../task/task-context.ts';

/**
 * Looks at a host, and again when its connection was lost in the middle, at most `reconnect_attempts` times: a look changes nothing. A loss
 * that remains is never one after which something may have run.
 */
export async function lookAgainWhenLost<T>(ctx: TaskContext, look: () => Promise<T>): Promise<T> {
  for (let left = ctx.run.settings.reconnectAttempts; ; left -= 1) {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof ConnectionError) || !error.mayHaveRun) throw error;
      if (left <= 0 || ctx.run.signal.aborted) throw withMayHaveRun(error, false);
    }
  }
}

/**
 * Carries a task out, and again when its host was lost in mid-command and the task says that this does no harm (`safe_to_repeat`), at most
 * `reconnect_attempts` times. Throws a `ConnectionError` that says whether any of it may have run.
 */
export async function repeatWhereSafe<T>(ctx: TaskContext, scope: Scope, work: () => Promise<T>): Promise<T> {
  const { run } = ctx;
  let hasRun = false;
  for (let left = run.settings.reconnectAttempts; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      // The host was not there for another try, but it was for the first.
      if (!error.mayHaveRun && hasRun) throw withMayHaveRun(error, true);
      if (!error.mayHaveRun || left <= 0 || run.signal.aborted || !(await isSafe(ctx, scope))) throw error;
      hasRun = true;
      const message = `${error.message}; the task is run again, because it is \`safe_to_repeat\``;
      run.emit({ kind: 'warning', message, location: ctx.step.at });
    }
  }
}

async function isSafe(ctx: TaskContext, scope: Scope): Promise<boolean> {
  return (await boolKeyword(ctx.task, 'safe_to_repeat', scope)) ?? false;
}

function withMayHaveRun(error: ConnectionError, mayHaveRun: boolean): ConnectionError {
  const help = error.help === undefined ? {} : { help: error.help };
  return new ConnectionError(error.kind, error.message, { ...help, mayHaveRun, cause: error });
}
