import type { TaskAt } from '../task-at.ts';

/** Milliseconds by task and host. */
const waits = new WeakMap<TaskAt, number>();

/** Takes how long a command of a task waited for a connection with a channel free: from "ready to run" to "running". */
export function noteWait(at: TaskAt, milliseconds: number): void {
  waits.set(at, (waits.get(at) ?? 0) + milliseconds);
}

/** How long the commands of a task waited in all, in milliseconds. */
export function waitOf(at: TaskAt): number {
  return waits.get(at) ?? 0;
}
