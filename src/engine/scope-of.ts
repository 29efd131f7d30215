import type { Host } from '../inventory/inventory.ts';
import type { Task } from '../plan/plan.ts';
import type { Scope } from '../vars/scope.ts';
import type { Cursor } from './cursor.ts';
import type { PlayRun } from './run.ts';

/** The inventory's host of a cursor. A host that was matched exists. */
export function hostOf(name: string, play: PlayRun): Host {
  const host = play.run.inventory.host(name);
  if (host === undefined) throw new Error(`host ${name} is in the play, but not in the inventory`);
  return host;
}

/** What a task sees on the host of a cursor, before any loop. */
export function scopeOf(task: Task, cursor: Cursor, play: PlayRun): Scope {
  return play.run.variables.ofTask(hostOf(cursor.host, play), play.variables, task, cursor.vars);
}
