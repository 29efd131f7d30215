import { randomBytes } from 'node:crypto';
import { streams } from '../../modules/command-result.ts';
import { compileActions, isFailure, type ScriptBatch } from '../../modules/compile-actions.ts';
import type { CommandResult } from '../../modules/module.ts';
import { type Dict, dict, type Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import type { TaskHost } from '../host/task-host.ts';
import { numberKeyword } from '../keyword.ts';
import type { TaskContext } from '../task/task-context.ts';
import { failure, type TaskResult } from '../task/task-result.ts';
import { forgetJob, type JobState, newJobId, pollJob, startJob } from './async-job.ts';
import { actionFailed, type Change, finished } from './change-result.ts';
import type { Job, Jobs } from './jobs.ts';

/** `async` and `poll` of a task, in seconds: how long it may take, and how often it is looked at; 0 is not at all. */
export interface AsyncSettings {
  readonly limit: number;
  readonly poll: number;
}

/** Seconds between looks at a job, as published for Ansible. */
const defaultPoll = 15;

/** What `async` and `poll` ask for; without `async`, or with 0, a task is waited for in the ordinary way (`undefined`). */
export async function asyncSettings(ctx: TaskContext, scope: Scope): Promise<AsyncSettings | undefined> {
  const limit = (await numberKeyword(ctx.task, 'async', scope)) ?? 0;
  if (limit <= 0) return undefined;
  return { limit, poll: (await numberKeyword(ctx.task, 'poll', scope)) ?? defaultPoll };
}

/** Carries out a change as a job of the host that outlives the connection: waits for it, or leaves it to `async_status`. */
export async function changeInBackground(
  change: Change,
  host: TaskHost,
  settings: AsyncSettings,
  jobs: Jobs,
): Promise<TaskResult> {
  const [batch, ...more] = compileActions(change.actions, randomBytes(9).toString('hex'));
  if (batch?.kind !== 'script' || batch.stdin !== undefined || more.length > 0) {
    return failure('this task needs more than one command or standard input, and cannot run with `async`', {
      help: 'remove `async` and `poll`; `timeout` limits how long a task may take',
    });
  }
  const id = newJobId();
  const started = await startJob(id, batch, settings.limit, host);
  if (started.code !== 0) return failure(`the job could not be started: ${started.stderr.trim()}`);
  const file = `${started.stdout}/${id}`;
  if (settings.poll === 0) {
    jobs.set(id, { change, batch });
    const values = dict({ started: 1, finished: 0, ansible_job_id: id, results_file: file, changed: true });
    return { status: 'changed', values, effects: [], details: {} };
  }
  const state = await wait(id, host, settings);
  const result = conclude(state, { change, batch }, settings.limit);
  await forgetJob(id, host);
  return { ...result, values: new Map([...result.values, ...jobValues(id, file, 1)]) };
}

async function wait(id: string, host: TaskHost, { limit, poll }: AsyncSettings): Promise<JobState> {
  const deadline = host.now() + limit * 1000;
  for (;;) {
    await host.sleep(poll);
    const state = await pollJob(id, host);
    if (state.state !== 'running' || host.now() > deadline) return state;
  }
}

function conclude(state: JobState, { change, batch }: Job, limit?: number): TaskResult {
  switch (state.state) {
    case 'done':
      return concluded(state.result, { change, batch });
    case 'unknown':
      return failure('the host knows nothing of this job any more');
    case 'running':
    case 'timeout':
      return failure(`the job took longer than ${limit === undefined ? 'it may' : `${limit} s`} and was ended`, {
        help: 'raise `async`',
      });
  }
}

function concluded(result: CommandResult, { change, batch }: Job): TaskResult {
  const outputs = batch.outputs(result);
  const bad = outputs.findIndex((output, index) =>
    isFailure(batch.actions[index] as (typeof batch.actions)[number], output),
  );
  if (bad >= 0)
    return actionFailed(outputs[bad] as CommandResult, batch.actions[bad] as (typeof batch.actions)[number], change);
  return finished(change.finish?.(outputs) ?? {}, change, outputs);
}

const jobValues = (id: string, file: string, done: 0 | 1): [Value, Value][] => [
  ['ansible_job_id', id],
  ['results_file', file],
  ['started', 1],
  ['finished', done],
];

/** What the result of a job has instead of an output that is not known. */
const noOutput = streams('', '');

/** `async_status`: how a job is doing, and its result when it has ended. `mode: cleanup` removes what it left on the host. */
export async function asyncStatus(args: Dict, host: TaskHost, jobs: Jobs): Promise<TaskResult> {
  const id = args.get('jid');
  if (typeof id !== 'string' || !/^\w[\w.-]*$/.test(id)) {
    return failure('`async_status` needs `jid`', { help: 'give it the `ansible_job_id` that the task registered' });
  }
  if (args.get('mode') === 'cleanup') {
    const erased = await forgetJob(id, host);
    const values = dict({ started: 0, finished: 0, ...noOutput, ansible_job_id: id, erased, changed: false });
    return { status: 'ok', values, effects: [], details: {} };
  }
  const state = await pollJob(id, host);
  if (state.state === 'running') {
    const values = new Map([...dict({ changed: false, ...noOutput }), ...jobValues(id, state.file, 0)]);
    return { status: 'ok', values, effects: [], details: { because: 'the job is still running' } };
  }
  const job = jobs.get(id);
  const result = job === undefined ? strange(state) : conclude(state, job);
  const known = state.state === 'done' ? [] : dict(noOutput);
  return { ...result, values: new Map([...known, ...result.values, ...jobValues(id, state.file, 1)]) };
}

/** A job of another run: what it printed is all there is. */
function strange(state: JobState): TaskResult {
  if (state.state !== 'done') return conclude(state, { change: { change: true, actions: [] }, batch: noBatch });
  const { code, stdout, stderr } = state.result;
  const values = dict({
    changed: true,
    rc: code,
    ...streams(stdout, stderr),
    failed: code !== 0,
  });
  return { status: code === 0 ? 'changed' : 'failed', values, effects: [], details: { code, stdout, stderr } };
}

const noBatch: ScriptBatch = { kind: 'script', script: '', raw: false, actions: [], outputs: (result) => [result] };
