import type { PlannedPlay } from '../plan/plan.ts';
import { TemplateError } from '../template/template-error.ts';
import { Cursor } from './cursor.ts';
import { batches } from './play/batches.ts';
import { chooseHosts } from './play/choose-hosts.ts';
import { connectHosts } from './play/connect-hosts.ts';
import { ConnectionMap } from './play/connection-map.ts';
import { playPolicy, serialOf } from './play/play-policy.ts';
import { PlayState } from './play/play-state.ts';
import { applyPolicy } from './play/policy.ts';
import { wrongPlay } from './play/wrong-play.ts';
import type { PlayPolicy, PlayRun, Run } from './run.ts';
import { stepRunner } from './steps/step-runner.ts';
import { free } from './strategies/free.ts';
import { hostPinned } from './strategies/host-pinned.ts';
import { linear } from './strategies/linear.ts';
import type { RunStep, Strategy } from './strategies/strategy.ts';

/** Whether the run goes on behind a play. */
export type PlayEnd = 'go on' | 'run';

/** Runs one play, batch by batch. */
export async function executePlay(play: PlannedPlay, run: Run): Promise<PlayEnd> {
  const state = new PlayState(play, run);
  try {
    await state.prepare();
    const scope = run.variables.ofPlay(state);
    const { pattern, matched, hosts } = await chooseHosts(play, scope, run);
    const isLeft = (host: string) => !run.failed.has(host) && !run.unreachable.has(host);
    const left = hosts.filter(isLeft);
    if (left.length === 0) {
      run.emit({ kind: 'no-hosts', play: state.name, pattern });
      return 'go on';
    }
    state.all = matched;
    const policy = await playPolicy(play, scope, run);
    run.emit({ kind: 'play-start', play: state.name, hosts: left });
    return await executeBatches(batches(left, await serialOf(play, scope)), { state, policy, play, run });
  } catch (error) {
    if (error instanceof TemplateError) throw wrongPlay(play, error);
    throw error;
  } finally {
    run.emit({ kind: 'play-end', play: state.name });
  }
}

interface Started {
  readonly state: PlayState;
  readonly policy: PlayPolicy;
  readonly play: PlannedPlay;
  readonly run: Run;
}

async function executeBatches(parted: readonly string[][], started: Started): Promise<PlayEnd> {
  const { state, run } = started;
  for (const batch of parted) {
    if (run.signal.aborted) return 'run';
    if (parted.length > 1) run.emit({ kind: 'batch-start', play: state.name, hosts: batch });
    const ended = await executeBatch(batch, started);
    if (ended === 'run') return 'run';
    if (ended === 'play') return 'go on';
  }
  return 'go on';
}

/** Runs a play on a batch of hosts. Its connections are given back whatever happens. */
async function executeBatch(
  hosts: readonly string[],
  { state, policy, play, run }: Started,
): Promise<PlayRun['ended']> {
  const connections = new ConnectionMap(run.connector, run.signal);
  const cursors = hosts.map((host) => new Cursor(host, play.steps));
  const batch: PlayRun = { ...state.shared(policy), connections, cursors, ended: 'no' };
  state.enter(cursors);
  try {
    await connectHosts(batch);
    await strategyOf(policy, run)(cursors, judgedSteps(batch));
  } finally {
    await connections.close();
    for (const { host } of cursors) run.emit({ kind: 'connection-close', host });
  }
  const out = hosts.filter((host) => run.failed.has(host) || run.unreachable.has(host));
  return out.length === hosts.length ? 'run' : batch.ended;
}

/** The steps of a batch. Under `linear` each is judged by the play's policy; hosts that go their own ways know nothing of each other's failures. */
function judgedSteps(batch: PlayRun): RunStep {
  const runStep = stepRunner(batch);
  if (batch.policy.strategy !== 'linear') return runStep;
  return async (cursors) => {
    const failed = await runStep(cursors);
    applyPolicy(batch, failed);
    return failed;
  };
}

function strategyOf(policy: PlayPolicy, run: Run): Strategy {
  if (policy.strategy === 'host_pinned') return hostPinned(run.settings.forks);
  return policy.strategy === 'free' ? free : linear;
}
