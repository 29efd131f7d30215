import { ConnectionError } from '../../connection/connection.ts';
import type { StepInfo } from '../../events/event.ts';
import { TemplateError } from '../../template/template-error.ts';
import type { Scope } from '../../vars/scope.ts';
import { conditionsOf, firstFalse } from '../conditions.ts';
import type { Cursor } from '../cursor.ts';
import { numberKeyword } from '../keyword.ts';
import { runModule } from '../module/run-module.ts';
import type { PlayRun } from '../run.ts';
import { scopeOf } from '../scope-of.ts';
import { debugged } from './debugger.ts';
import { failureHandling } from './failure-handling.ts';
import { includeItem } from './include.ts';
import { judge, withResult } from './judge.ts';
import { throttled } from './limits.ts';
import { runLoop } from './loop.ts';
import { loopItems } from './loop-items.ts';
import { recordResult } from './record-result.ts';
import { reportTask } from './report-result.ts';
import { type TaskContext, taskContext } from './task-context.ts';
import { lost, skipped, type TaskResult } from './task-result.ts';
import { templateFailure } from './template-failure.ts';

/** What a step came to on a host. */
export interface HostStepResult {
  readonly cursor: Cursor;
  readonly result: TaskResult;
  readonly ignored: boolean;
  /** Whether a failure here ends the play for all hosts. */
  readonly fatal: boolean;
}

/**
 * The task a host stands at, from its condition to its report: condition → items → attempt → (the module's arguments → decide → apply,
 * see {@link runModule}) → judge → report. `concerned` are the hosts that it runs for. It does not move the host on.
 */
export async function executeTask(
  cursor: Cursor,
  step: StepInfo,
  play: PlayRun,
  concerned: readonly Cursor[],
): Promise<HostStepResult> {
  const { run } = play;
  const owners = concerned.map(({ host }) => host);
  const ctx = taskContext(cursor, step, play, owners);
  const scope = scopeOf(ctx.task, cursor, play);
  if (run.ready !== undefined) await run.ready();
  const startedAt = run.clock.monotonic();
  run.emit({ kind: 'host-start', step, host: cursor.host });
  const outcome = await throttled(ctx, scope, () => debugged(ctx, scope, runItems));
  const result = await recordResult(outcome, ctx, scope);
  const handling = await failureHandling(result, ctx, scope);
  await reportTask(ctx, scope, result, { handling, startedAt });
  const { ignored, fatal } = handling;
  return { cursor, result, ignored, fatal };
}

/** Items: a task runs once, or once for each item of its loop. */
async function runItems(ctx: TaskContext, scope: Scope): Promise<TaskResult> {
  const { loop } = ctx.task;
  if (loop === undefined) return await runItem(ctx, scope);
  try {
    return await runLoop(ctx, scope, await loopItems(loop, scope), runItem);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    error.span ??= loop.node.span;
    // A loop over something undefined is no failure on a host that the task's condition leaves out.
    return (await skippedByCondition(ctx, scope).catch(unlessTemplate)) ?? templateFailure(error, ctx);
  }
}

/** Condition: the task, or one item of its loop, runs where every `when` holds. What goes wrong in a template or on the way is its result. */
async function runItem(ctx: TaskContext, scope: Scope): Promise<TaskResult> {
  try {
    const skip = await skippedByCondition(ctx, scope);
    if (skip !== undefined) return skip;
    const { kind } = ctx.task.action;
    if (kind === 'include-tasks' || kind === 'include-role') return await includeItem(ctx, scope);
    return await attempt(ctx, scope);
  } catch (error) {
    if (error instanceof TemplateError) return { ...templateFailure(error, ctx), endsLoop: true };
    if (error instanceof ConnectionError) return lost(error);
    throw error;
  }
}

/** Retries and seconds between them when a task with `until` says nothing else, as published for Ansible. */
const defaults = { retries: 3, delay: 5 };

/** Attempts: once, or with `until` again and again until it holds, at most `retries` times after the first. Each is judged. */
async function attempt(ctx: TaskContext, scope: Scope): Promise<TaskResult> {
  const until = conditionsOf(ctx.task.keywords.get('until'));
  if (until.length === 0) return await judge(await runModule(ctx, scope), ctx, scope);
  const { run } = ctx;
  const retries = Math.max(0, (await numberKeyword(ctx.task, 'retries', scope)) ?? defaults.retries);
  const delay = Math.max(0, (await numberKeyword(ctx.task, 'delay', scope)) ?? defaults.delay);
  for (let tried = 1; ; tried += 1) {
    const given = await runModule(ctx, scope);
    const counted = { ...given, values: new Map([...given.values, ['attempts', tried]]) };
    const result = await judge(counted, ctx, scope);
    const seen = withResult(ctx, scope, result.values);
    if (result.status === 'unreachable' || (await firstFalse(until, seen)) === undefined) return result;
    if (tried > retries || run.signal.aborted) return exhausted(result, retries);
    const left = retries + 1 - tried;
    run.emit({ kind: 'retry', step: ctx.step, host: ctx.host.name, attempt: tried, left });
    await run.clock.sleep(delay * 1000, run.signal).catch(() => {});
  }
}

/** The result of a task that a `when` leaves out, or `undefined`. Throws a `TemplateError`. */
async function skippedByCondition(ctx: TaskContext, scope: Scope): Promise<TaskResult | undefined> {
  const failing = await firstFalse(ctx.task.conditions, scope);
  if (failing === undefined) return undefined;
  const condition = failing.kind === 'scalar' ? String(failing.value) : '';
  return skipped(`\`${condition}\` is false`, { skip_reason: 'Conditional result was False' });
}

function unlessTemplate(error: unknown): undefined {
  if (!(error instanceof TemplateError)) throw error;
}

function exhausted(result: TaskResult, retries: number): TaskResult {
  const values = new Map([...result.values, ['attempts', retries], ['failed', true]]) as TaskResult['values'];
  const message = result.details.message ?? `\`until\` did not hold after ${retries} retries`;
  // What `failed_when` says about the last try stands, although `register` holds a failure: as in the reference.
  if (result.values.get('failed_when_result') === false) return { ...result, values };
  return { ...result, status: 'failed', values, details: { ...result.details, message } };
}
