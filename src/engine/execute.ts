import pLimit from 'p-limit';
import type { Event } from '../events/event.ts';
import type { Recap } from '../events/recap.ts';
import { count } from '../events/summary.ts';
import type { Plan } from '../plan/plan.ts';
import { CustomStats } from './custom-stats.ts';
import { executePlay } from './execute-play.ts';
import { TargetCache } from './host/target-cache.ts';
import type { Environment, Run } from './run.ts';

/** How a run ended. */
export interface RunOutcome {
  readonly recap: Recap;
  /** 0 all well, 2 some host failed, 4 some host could not be reached. */
  readonly exitCode: 0 | 2 | 4;
}

/**
 * Runs a plan: play by play, batch by batch, every step under the strategy of its play. What happens is told by events; hosts that fail
 * are outcomes. Rejects for bugs of ours only, after all connections were closed.
 */
export async function execute(plan: Plan, environment: Environment): Promise<RunOutcome> {
  const recap: Recap = {};
  const run = start(environment, recap);
  try {
    for (const play of plan.plays) {
      if (run.signal.aborted) break;
      const ended = await executePlay(play, run);
      if (ended === 'run') break;
    }
  } finally {
    await run.closeConnections();
  }
  if (run.bugs.length > 0) throw run.bugs[0];
  return { recap, exitCode: run.unreachable.size > 0 ? 4 : run.failed.size > 0 ? 2 : 0 };
}

function start(environment: Environment, recap: Recap): Run {
  const began = environment.clock.monotonic();
  const emit = (event: Event) => {
    count(recap, event);
    environment.emit(event);
  };
  return {
    ...environment,
    emit,
    limit: pLimit(environment.settings.forks),
    failed: new Set(),
    unreachable: new Set(),
    customStats: new CustomStats(),
    jobs: new Map(),
    bugs: [],
    targets: new TargetCache(),
    progress: { started: false, unasked: false },
    at: () => environment.clock.monotonic() - began,
  };
}
