import type { EndReport } from '../connection/connection.ts';

/** What is known of commands that a signal has ended before their time, by that signal. */
const reports = new WeakMap<AbortSignal, EndReport[]>();

/** Notes how a command ended that `signal` was to end. */
export function noteEnding(signal: AbortSignal, report: EndReport): void {
  reports.set(signal, [...(reports.get(signal) ?? []), report]);
}

/** What to add to a message when it could not be made sure that nothing of what `signal` ended still runs; empty when it is sure. */
export function unsureEnding(signal: AbortSignal): string {
  const unsure = reports.get(signal)?.find((report) => !report.sure);
  return unsure === undefined ? '' : `; something of it may still run on the host: ${unsure.how}`;
}
