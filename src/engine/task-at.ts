import type { StepInfo } from '../events/event.ts';
import type { Host } from '../inventory/inventory.ts';
import type { Task } from '../plan/plan.ts';
import type { Cursor } from './cursor.ts';
import type { HostMap } from './play/host-map.ts';
import type { PlayRun } from './run.ts';

/** A task on a host, with all that it may need to know of the play around it. */
export interface TaskAt {
  readonly play: PlayRun;
  readonly cursor: Cursor;
  readonly task: Task;
  readonly host: Host;
  readonly step: StepInfo;
  /** Whose facts and registered variables it sets: its host's, or of `run_once` all hosts' of the batch. */
  readonly owners: readonly string[];
  /** Its play's, or its own where connections are not to outlive a task. */
  readonly connections: HostMap;
}
