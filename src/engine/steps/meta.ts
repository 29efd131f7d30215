import { type MetaAction, metaActionOf, metaActions } from '../../plan/check/meta-actions.ts';
import type { Task } from '../../plan/plan.ts';
import type { Node } from '../../source/node.ts';
import { display } from '../../template/display.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { TemplateError } from '../../template/template-error.ts';
import { firstFalse } from '../conditions.ts';
import type { Cursor } from '../cursor.ts';
import type { PlayRun } from '../run.ts';
import { scopeOf } from '../scope-of.ts';
import { reportResult } from '../task/report-result.ts';
import { taskContext } from '../task/task-context.ts';
import { templateFailure } from '../task/template-failure.ts';
import { advanceAfter, flush, leaveAll } from './advance.ts';
import { resetConnection } from './reset-connection.ts';
import { stepInfo } from './step-info.ts';

/** Does a `meta` task on these hosts; hosts whose condition does not hold go on. It is not counted in the recap. */
export async function takeMeta(task: Task, cursors: readonly Cursor[], play: PlayRun): Promise<void> {
  if (task.action.kind !== 'meta') throw new Error(`${task.written} is no meta task`);
  const action = await actionOf(task, task.action.action, cursors[0] as Cursor, play);
  if (metaActions[action].once) {
    const wanted = (await wantedBy(task, cursors[0] as Cursor, play)) === true;
    if (wanted) return await doOnce(action, cursors, play);
    for (const cursor of cursors) cursor.advance();
    return;
  }
  for (const cursor of cursors) {
    const wanted = await wantedBy(task, cursor, play);
    if (wanted === true) await doOn(action, cursor, task, play);
    else if (wanted === false) cursor.advance();
  }
}

async function actionOf(task: Task, node: Node, first: Cursor, play: PlayRun): Promise<MetaAction> {
  const written = metaActionOf(node);
  if (written in metaActions) return written as MetaAction;
  const value = display(await settle(() => evaluateNode(node, scopeOf(task, first, play))));
  return value in metaActions ? (value as MetaAction) : 'noop';
}

/** Whether the conditions of a `meta` task hold; a condition that cannot be evaluated fails the host (`undefined`). */
async function wantedBy(task: Task, cursor: Cursor, play: PlayRun): Promise<boolean | undefined> {
  const scope = scopeOf(task, cursor, play);
  try {
    return (await firstFalse(task.conditions, scope)) === undefined;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const step = await stepInfo(task, cursor, play);
    const ctx = taskContext(cursor, step, play, [cursor.host]);
    const result = templateFailure(error, ctx);
    const handling = { ignored: false, rescued: cursor.rescuable };
    await reportResult(ctx, scope, result, { handling, startedAt: play.run.clock.monotonic() });
    advanceAfter({ cursor, result, ignored: false, fatal: false }, play);
    return undefined;
  }
}

async function doOn(action: MetaAction, cursor: Cursor, task: Task, play: PlayRun): Promise<void> {
  if (action === 'flush_handlers') return flush(cursor, play);
  if (action === 'end_host') return endHost(cursor, play);
  if (action === 'reset_connection') await resetConnection(task, cursor, play);
  cursor.advance();
}

function endHost(cursor: Cursor, play: PlayRun): void {
  cursor.leave('ended');
  play.removed.add(cursor.host);
}

async function doOnce(action: MetaAction, cursors: readonly Cursor[], play: PlayRun): Promise<void> {
  switch (action) {
    case 'end_play':
    case 'end_batch':
      play.ended = action === 'end_play' ? 'play' : 'batch';
      return leaveAll(play.cursors.filter((cursor) => cursor.state === 'running'));
    case 'clear_host_errors':
      play.run.failed.clear();
      play.run.unreachable.clear();
      break;
    case 'clear_facts':
      for (const { host } of cursors) play.run.variables.store(host).clearFacts();
      break;
    case 'refresh_inventory':
      await play.run.refreshInventory();
  }
  for (const cursor of cursors) cursor.advance();
}
