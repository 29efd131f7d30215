import type { Event } from './event.ts';
import type { Outcome } from './outcome.ts';
import type { HostCounts, Recap } from './recap.ts';

/** Adds one event to the recap: `changed` counts as `ok` too, an ignored failure as `ok` and `ignored`, a rescued one as `rescued` only. */
export function count(recap: Recap, event: Event): void {
  if (event.kind === 'host-unreachable') of(recap, event.host).unreachable += 1;
  if (event.kind === 'host-result') countOutcome(of(recap, event.host), event.outcome);
}

function countOutcome(counts: HostCounts, outcome: Outcome): void {
  const { status, ignored, rescued } = outcome;
  if (status === 'skipped') counts.skipped += 1;
  else if (status === 'unreachable' && !ignored) counts.unreachable += 1;
  else if (status === 'failed' && rescued) counts.rescued += 1;
  else if (status === 'failed' && !ignored) counts.failed += 1;
  else counts.ok += 1;
  if (ignored) counts.ignored += 1;
  if (status === 'changed' || (ignored && outcome.result.changed === true)) counts.changed += 1;
}

function of(recap: Recap, host: string): HostCounts {
  if (!Object.hasOwn(recap, host)) recap[host] = none();
  return recap[host]!;
}

function none(): HostCounts {
  return { ok: 0, changed: 0, unreachable: 0, failed: 0, skipped: 0, rescued: 0, ignored: 0 };
}
