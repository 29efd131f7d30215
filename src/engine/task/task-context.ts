import type { StepInfo } from '../../events/event.ts';
import type { Host } from '../../inventory/inventory.ts';
import type { Task } from '../../plan/plan.ts';
import type { Cursor } from '../cursor.ts';
import { ConnectionMap } from '../play/connection-map.ts';
import type { PlayRun, Run } from '../run.ts';
import { hostOf } from '../scope-of.ts';

/** A task on a host, with all that it may need to know of the run around it. */
export interface TaskContext {
  readonly run: Run;
  readonly play: PlayRun;
  readonly cursor: Cursor;
  readonly task: Task;
  readonly host: Host;
  readonly step: StepInfo;
  /** Whose facts and registered variables it sets: its host's, or of `run_once` all hosts' of the batch. */
  readonly owners: readonly string[];
  /** Its play's, or its own where connections are not to outlive a task. */
  readonly connections: ConnectionMap;
  /** What its commands have cost so far besides their own time. `queueMs` is how long they waited for a channel, in milliseconds. */
  readonly cost: { queueMs: number };
}

/** The context of the task at which a host stands; `owners` are the hosts whose variables it sets. */
export function taskContext(cursor: Cursor, step: StepInfo, play: PlayRun, owners: readonly string[]): TaskContext {
  const { run } = play;
  const current = cursor.step;
  if (current.kind !== 'task') throw new Error(`${cursor.host} stands at no task`);
  return {
    run,
    play,
    cursor,
    task: current.task,
    host: hostOf(cursor.host, play),
    step,
    owners,
    connections: run.connector.forOneTask ? new ConnectionMap(run.connector, run.signal) : play.connections,
    cost: { queueMs: 0 },
  };
}
