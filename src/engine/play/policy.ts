import type { Cursor } from '../cursor.ts';
import type { PlayRun } from '../run.ts';

/** The hosts of a step that failed or were lost in it and were not rescued. */
export interface FailedHosts {
  readonly failed: readonly Cursor[];
  readonly unreachable: readonly Cursor[];
  /** Whether the step says `any_errors_fatal`, or ran once for all. */
  readonly fatal: boolean;
}

/**
 * Ends the play for every host when a step says so (`any_errors_fatal`), or when more of the batch have failed than
 * `max_fail_percentage` allows; nothing of the run follows then. Hosts that are in a rescue section of their own finish it.
 */
export function applyPolicy(play: PlayRun, failed: FailedHosts): void {
  const any = failed.failed.length + failed.unreachable.length > 0;
  if (failed.fatal && any) endFor(play, (cursor) => !cursor.recovering);
  const limit = play.policy.maxFailPercentage;
  if (limit === undefined || failed.failed.length === 0) return;
  const count = play.cursors.filter((cursor) => cursor.hasFailed).length;
  if (count / play.cursors.length > limit / 100) endFor(play, () => true);
}

function endFor(play: PlayRun, concerns: (cursor: Cursor) => boolean): void {
  for (const cursor of play.cursors) {
    if (cursor.state !== 'running' || !concerns(cursor)) continue;
    cursor.leave('failed');
    play.run.failed.add(cursor.host);
    play.removed.add(cursor.host);
  }
  play.ended = 'run';
}
