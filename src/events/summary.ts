import type { Event } from './event.ts';

/** The counts of one host, in the order and with the words of Ansible's recap. */
export interface HostCounts {
  ok: number;
  changed: number;
  unreachable: number;
  failed: number;
  skipped: number;
  rescued: number;
  ignored: number;
}

export type Recap = Record<string, HostCounts>;

const none = (): HostCounts => ({ ok: 0, changed: 0, unreachable: 0, failed: 0, skipped: 0, rescued: 0, ignored: 0 });

/** Adds one event to the recap: `changed` counts as `ok` too, an ignored failure as `ok` and `ignored`, a rescued one as `rescued` only. */
export function count(recap: Recap, event: Event): void {
  if (event.kind === 'host-unreachable') of(recap, event.host).unreachable += 1;
  if (event.kind !== 'host-result') return;
  const counts = of(recap, event.host);
  const { status, ignored, rescued } = event.outcome;
  if (status === 'skipped') counts.skipped += 1;
  else if (status === 'unreachable' && !ignored) counts.unreachable += 1;
  else if (status === 'failed' && rescued) counts.rescued += 1;
  else if (status === 'failed' && !ignored) counts.failed += 1;
  else counts.ok += 1;
  if (ignored) counts.ignored += 1;
  if (status === 'changed' || (ignored && event.outcome.result.changed === true)) counts.changed += 1;
}

function of(recap: Recap, host: string): HostCounts {
  recap[host] ??= none();
  return recap[host];
}
