import pLimit from 'p-limit';
import { exitCodes } from '../events/exit-codes.ts';
import type { Recap } from '../events/recap.ts';
import type { Plan } from '../plan/plan.ts';
import { WrongInput } from '../source/diagnostic.ts';
import { CustomStats } from './custom-stats.ts';
import { executePlay } from './execute-play.ts';
import { OutputFolder } from './host/output-folder.ts';
import { TargetCache } from './host/target-cache.ts';
import { Interrupted } from './interrupted.ts';
import type { Environment, Run } from './run.ts';

/** How a run ended. */
export interface RunOutcome {
  readonly recap: Recap;
  /** 0 all well, 2 some host failed, 4 some host could not be reached, 130 or 143 aborted. */
  readonly exitCode: number;
}

/**
 * Runs a plan: play by play, batch by batch, every step under the strategy of its play. What happens is told by events, from the run's
 * begin to its end; hosts that fail are outcomes. Rejects, after all connections were closed, for what is wrong with the user's text and for
 * bugs of ours; only behind the latter there is no end.
 */
export async function execute(plan: Plan, environment: Environment): Promise<RunOutcome> {
  const run = startRun(environment);
  try {
    await playAll(plan, run);
    return endRun(run, exitCodeOf(run));
  } catch (error) {
    if (error instanceof WrongInput) endRun(run, exitCodes.wrongInput);
    else if (error instanceof Interrupted) endRun(run, error.exitCode);
    throw error;
  }
}

function startRun(environment: Environment): Run {
  const { events, playbooks, warnings } = environment;
  events.start(playbooks);
  for (const warning of warnings) events.emit({ kind: 'warning', ...warning });
  return {
    ...environment,
    emit: events.emit,
    limit: pLimit(environment.settings.forks),
    debugging: pLimit(1),
    failed: new Set(),
    unreachable: new Set(),
    customStats: new CustomStats(),
    outputs: new OutputFolder(),
    jobs: new Map(),
    bugs: [],
    targets: new TargetCache(),
    progress: { started: false, unasked: false },
  };
}

async function playAll(plan: Plan, run: Run): Promise<void> {
  await run.factCache?.load();
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
  await run.factCache?.save();
}

function exitCodeOf({ failed, unreachable }: Run): number {
  if (unreachable.size > 0) return exitCodes.unreachable;
  return failed.size > 0 ? exitCodes.failed : exitCodes.ok;
}

function endRun({ events, connectionFigures, customStats }: Run, code: number): RunOutcome {
  const exitCode = events.end({ exitCode: code, connections: connectionFigures(), customStats: customStats.byOwner() });
  return { recap: events.recap, exitCode };
}
