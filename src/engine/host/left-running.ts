import type { EndReport } from '../../connection/connection.ts';

/** By the signal of the task whose commands they were. */
const doubts = new WeakMap<AbortSignal, string>();

/** Takes what a connection says of a command of the task with this signal that was ended before its time. */
export function noteEnd(signal: AbortSignal, report: EndReport): void {
  if (!report.sure) doubts.set(signal, report.how);
}

/** What is to be added to the message of a task with this signal when something of it may still run on its host; else nothing. */
export function mayStillRun(signal: AbortSignal): string {
  const how = doubts.get(signal);
  return how === undefined ? '' : `; it may still run there: ${how}`;
}
