import type { Handler, Step } from '../../plan/plan.ts';
import type { Cursor } from '../cursor.ts';
import { applyPolicy } from '../play/policy.ts';
import type { PlayRun } from '../run.ts';
import type { Take } from '../strategies/strategy.ts';
import { takeMeta } from './meta.ts';
import { flush, follow, leaveAll, moveOn, takeTurn } from './move.ts';
import { type Done, runOnHost } from './run-on-host.ts';
import { runsOnce } from './run-once.ts';
import { isWanted } from './start-at.ts';
import { stepInfo } from './step-info.ts';

type TaskStep = Extract<Step, { kind: 'task' }>;

/** How hosts do the step they stand at, and where they go from there. */
export function takeIn(play: PlayRun): Take {
  return async (cursors) => {
    const first = cursors[0] as Cursor;
    if (play.run.signal.aborted || play.ended !== 'no') leaveAll(cursors);
    else if (first.step.kind === 'flush') for (const cursor of cursors) flush(cursor, play);
    else if (first.step.kind !== 'task') for (const cursor of cursors) takeTurn(cursor, play);
    else await takeTask(first.step, cursors, play);
  };
}

async function takeTask(step: TaskStep, cursors: readonly Cursor[], play: PlayRun): Promise<void> {
  const { task } = step;
  const handler = play.handlers.find((candidate) => candidate.task === task);
  const concerned = handler === undefined ? cursors : cursors.filter((cursor) => isNotified(cursor, handler, play));
  const taking = new Set(concerned);
  advanceAll(cursors.filter((cursor) => !taking.has(cursor)));
  const [first] = concerned;
  if (first === undefined) return;
  if (!(await isWanted(task, play))) return advanceAll(concerned);
  if (task.action.kind === 'meta') return await takeMeta(task, concerned, play);

  const info = await stepInfo(task, first, play);
  play.run.emit({ kind: 'step-start', step: info, at: play.run.at() });
  const once = play.policy.strategy === 'linear' && (await runsOnce(task, first, play));
  const done = once
    ? [await play.run.limit(() => runOnHost(first, info, play, concerned))]
    : await Promise.all(concerned.map((cursor) => play.run.limit(() => runOnHost(cursor, info, play, [cursor]))));
  for (const one of done) moveOn(one, play);
  if (once) for (const cursor of concerned) if (cursor !== first) follow(cursor, done[0] as Done, play);
  // Hosts that go their own ways know nothing of each other's failures.
  if (play.policy.strategy !== 'linear') return;
  applyPolicy(play, { ...fallenOf(done), fatal: done.some(({ fatal }) => fatal) || once });
}

function isNotified(cursor: Cursor, handler: Handler, play: PlayRun): boolean {
  return play.notified.get(cursor.host)?.delete(handler) ?? false;
}

function advanceAll(cursors: readonly Cursor[]): void {
  for (const cursor of cursors) cursor.advance();
}

function fallenOf(done: readonly Done[]): { failed: Cursor[]; unreachable: Cursor[] } {
  const cursors = done.map(({ cursor }) => cursor);
  return {
    failed: cursors.filter((cursor) => cursor.lost),
    unreachable: cursors.filter((cursor) => cursor.state === 'unreachable'),
  };
}
