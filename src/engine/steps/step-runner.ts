import type { Handler, Step, Task } from '../../plan/plan.ts';
import type { Cursor } from '../cursor.ts';
import type { FailedHosts } from '../play/policy.ts';
import type { PlayRun } from '../run.ts';
import type { RunStep } from '../strategies/strategy.ts';
import { executeTask, type HostStepResult } from '../task/execute-task.ts';
import { advanceAfter, flush, followOnceResult, leaveAll, runControlStep } from './advance.ts';
import { takeMeta } from './meta.ts';
import { runsOnce } from './run-once.ts';
import { isWanted } from './start-at.ts';
import { stepInfo } from './step-info.ts';

type TaskStep = Extract<Step, { kind: 'task' }>;

const none: FailedHosts = { failed: [], unreachable: [], fatal: false };

/** How hosts do the step they stand at, and go on from there; gives those that failed in it, for the strategy to judge. */
export function stepRunner(play: PlayRun): RunStep {
  return async (cursors) => {
    const first = cursors[0] as Cursor;
    if (play.run.signal.aborted || play.ended !== 'no') leaveAll(cursors);
    else if (first.step.kind === 'flush') for (const cursor of cursors) flush(cursor, play);
    else if (first.step.kind !== 'task') for (const cursor of cursors) runControlStep(cursor, play);
    else return await runTaskStep(first.step, cursors, play);
    return none;
  };
}

async function runTaskStep(step: TaskStep, cursors: readonly Cursor[], play: PlayRun): Promise<FailedHosts> {
  const { task } = step;
  const concerned = concernedBy(task, cursors, play);
  const [first] = concerned;
  if (first === undefined) return none;
  if (!(await isWanted(task, play))) return advanceAll(concerned);
  if (task.action.kind === 'meta') {
    await takeMeta(task, concerned, play);
    return none;
  }
  const info = await stepInfo(task, first, play);
  play.run.emit({ kind: 'step-start', step: info });
  const once = play.policy.strategy === 'linear' && (await runsOnce(task, first, play));
  const done = once
    ? [await play.run.limit(() => executeTask(first, info, play, concerned))]
    : await Promise.all(concerned.map((cursor) => play.run.limit(() => executeTask(cursor, info, play, [cursor]))));
  for (const one of done) {
    noteRole(task, one, play);
    advanceAfter(one, play);
  }
  if (once)
    for (const cursor of concerned) if (cursor !== first) followOnceResult(cursor, done[0] as HostStepResult, play);
  return failedIn(done, once);
}

/** The hosts that run a task: all that are not through with its role, or of a handler those that were notified; the others go on. */
function concernedBy(task: Task, cursors: readonly Cursor[], play: PlayRun): readonly Cursor[] {
  const handler = play.handlers.find((candidate) => candidate.task === task);
  const concerned = cursors.filter((cursor) =>
    handler === undefined ? !passesOver(task, cursor, play) : takeNotification(cursor, handler, play),
  );
  const running = new Set(concerned);
  advanceAll(cursors.filter((cursor) => !running.has(cursor)));
  return concerned;
}

/** Whether a task belongs to a role that the host is through with. */
function passesOver({ role }: Task, { host }: Cursor, play: PlayRun): boolean {
  return role !== undefined && play.roleProgress.passesOver(role, host);
}

function noteRole({ role }: Task, { cursor, result }: HostStepResult, play: PlayRun): void {
  const ran = result.status !== 'skipped' && result.status !== 'unreachable';
  if (role !== undefined && ran) play.roleProgress.begin(role, cursor.host);
}

function takeNotification(cursor: Cursor, handler: Handler, play: PlayRun): boolean {
  return play.notified.get(cursor.host)?.delete(handler.task.id) ?? false;
}

function advanceAll(cursors: readonly Cursor[]): FailedHosts {
  for (const cursor of cursors) cursor.advance();
  return none;
}

function failedIn(done: readonly HostStepResult[], once: boolean): FailedHosts {
  const cursors = done.map(({ cursor }) => cursor);
  return {
    failed: cursors.filter((cursor) => cursor.hasFailed),
    unreachable: cursors.filter((cursor) => cursor.state === 'unreachable'),
    fatal: once || done.some(({ fatal }) => fatal),
  };
}
