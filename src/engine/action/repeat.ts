import { ConnectionError } from '../../connection/connection.ts';
import type { Scope } from '../../vars/scope.ts';
import { boolKeyword } from '../keyword.ts';
import type { TaskAt } from '../task-at.ts';
import type { TaskResult } from '../task-result.ts';
import { invoke } from './invoke.ts';

/**
 * Invokes a task, and again when its host was lost in mid-command and the task says that this does no harm (`safe_to_repeat`), at most as
 * often as connections are dialled again (`reconnect_attempts`). Throws a `ConnectionError` that says whether any of it may have run.
 */
export async function invokeWhereSafeAgain(at: TaskAt, scope: Scope): Promise<TaskResult> {
  const { run } = at.play;
  let lost: ConnectionError | undefined;
  for (let left = run.settings.reconnectAttempts; ; left -= 1) {
    try {
      return await invoke(at, scope);
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      if (!error.mayHaveRun && lost !== undefined) throw neverBack(error);
      if (!error.mayHaveRun || left <= 0 || run.signal.aborted || !(await isSafe(at, scope))) throw error;
      lost = error;
      tell(at, error);
    }
  }
}

async function isSafe(at: TaskAt, scope: Scope): Promise<boolean> {
  return (await boolKeyword(at.task, 'safe_to_repeat', scope)) ?? false;
}

/** The host was not there for another try, but it was for the first. */
function neverBack(error: ConnectionError): ConnectionError {
  const help = error.help === undefined ? {} : { help: error.help };
  return new ConnectionError(error.kind, error.message, { ...help, mayHaveRun: true, cause: error });
}

function tell(at: TaskAt, error: ConnectionError): void {
  const { run } = at.play;
  run.emit({
    kind: 'warning',
    message: `${error.message}; the task is run again, because it is \`safe_to_repeat\``,
    location: at.step.at,
    at: run.at(),
  });
}
