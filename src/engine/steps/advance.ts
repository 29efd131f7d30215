import type { Step } from '../../plan/plan.ts';
import { unreachable } from '../../std/unreachable.ts';
import type { Cursor } from '../cursor.ts';
import type { PlayRun } from '../run.ts';
import type { HostStepResult } from '../task/execute-task.ts';
import { unitsOf } from './include-units.ts';

/** A turn in the way through a block: nothing runs there. */
export function runControlStep(cursor: Cursor, play: PlayRun): void {
  const { step } = cursor;
  switch (step.kind) {
    case 'jump':
      cursor.jump(step.to);
      return;
    case 'recover':
      cursor.recover(step.block);
      return;
    case 'resume':
      cursor.resume(step.block, step.onFailure);
      noteFailure(cursor, play);
      return;
    case 'role-end':
      play.roleProgress.end(step.role, cursor.host);
      cursor.advance();
      return;
    case 'flush':
    case 'task':
      throw new Error(`a ${step.kind} step is no turn`);
    default:
      unreachable(step);
  }
}

/** Goes through all handlers in their order; which of them run is seen at each, since a handler may notify a later one. */
export function flush(cursor: Cursor, play: PlayRun): void {
  const any = (play.notified.get(cursor.host)?.size ?? 0) > 0;
  const steps: Step[] = any ? play.handlers.map(({ task }) => ({ kind: 'task', task })) : [];
  cursor.enter('handlers', [{ key: 'handlers', steps, ordinal: 0, vars: [] }]);
  noteFailure(cursor, play);
}

export function leaveAll(cursors: readonly Cursor[]): void {
  for (const cursor of cursors) cursor.leave('ended');
}

/** Where a host goes after a task: on, into what it included, to a rescue section, or out of the play. */
export function advanceAfter({ cursor, result, ignored }: HostStepResult, play: PlayRun): void {
  const included = result.included ?? [];
  if (result.status === 'unreachable' && !ignored) {
    cursor.leave('unreachable');
    play.run.unreachable.add(cursor.host);
    play.removed.add(cursor.host);
  } else if (result.status === 'failed' && !ignored && !isTolerated(cursor, play)) {
    fail(cursor, play);
  } else if (included.length > 0) {
    cursor.enter('include', unitsOf(included, cursor, play));
  } else {
    cursor.advance();
  }
  noteFailure(cursor, play);
}

/** Where the other hosts go after a task that one host ran for all: with a failure to their own rescue and always sections, as the one did. */
export function followOnceResult(cursor: Cursor, { result, ignored }: HostStepResult, play: PlayRun): void {
  if (cursor.state !== 'running') return;
  const failed = result.status === 'failed' && !ignored;
  if (failed && (play.policy.onFailure === 'abort' || cursor.rescuable)) fail(cursor, play);
  else cursor.advance();
  noteFailure(cursor, play);
}

/** A host whose failure nothing rescues counts as out of the play at once, also while it goes through sections of `always` or handlers. */
function fail(cursor: Cursor, play: PlayRun): void {
  if (!cursor.rescuable) play.removed.add(cursor.host);
  cursor.fail();
}

/** `on_failure: continue` and `abort_after` let a host go on behind a failure that no rescue section takes over. */
function isTolerated(cursor: Cursor, play: PlayRun): boolean {
  const strategy = play.policy.onFailure;
  if (strategy === 'abort' || cursor.rescuable) return false;
  const count = (play.toleratedFailures.get(cursor.host) ?? 0) + 1;
  play.toleratedFailures.set(cursor.host, count);
  return strategy === 'continue' || count < strategy.abortAfter;
}

/** Notes a host that has failed for good; with `force_handlers` it first runs the handlers it notified. */
function noteFailure(cursor: Cursor, play: PlayRun): void {
  const tolerated = cursor.state === 'done' && play.toleratedFailures.has(cursor.host);
  if (cursor.state !== 'failed' && !tolerated) return;
  play.run.failed.add(cursor.host);
  const waiting = (play.notified.get(cursor.host)?.size ?? 0) > 0;
  if (cursor.state === 'failed' && play.policy.forceHandlers && waiting) cursor.flushAndFail();
}
