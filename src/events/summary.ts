import type { Event } from './event.ts';
import type { Outcome } from './outcome.ts';

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

/** The counts of every host that something was tried on, by its name. */
export type Recap = Record<string, HostCounts>;

/** A recap to {@link count} into. It has no prototype: a host may be called `constructor` or `__proto__`. */
export function emptyRecap(): Recap {
  return Object.create(null) as Recap;
}

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
