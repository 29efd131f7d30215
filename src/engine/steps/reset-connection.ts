import type { Task } from '../../plan/plan.ts';
import type { Cursor } from '../cursor.ts';
import { targetOfTask } from '../host/target-of-task.ts';
import type { PlayRun } from '../run.ts';
import { hostOf, scopeOf } from '../scope-of.ts';

/** Closes a host's connection, so that the next task opens a new one: a user's new groups are seen then. */
export async function resetConnection(task: Task, cursor: Cursor, play: PlayRun): Promise<void> {
  const target = await targetOfTask(hostOf(cursor.host, play), task.keywords, scopeOf(task, cursor, play), play.run);
  await play.connections.reset(target);
}
