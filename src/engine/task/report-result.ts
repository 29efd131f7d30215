import type { Json, Outcome } from '../../events/outcome.ts';
import type { Task } from '../../plan/plan.ts';
import { TemplateError } from '../../template/template-error.ts';
import { toJson } from '../../template/to-json.ts';
import { type Dict, dict } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import { boolKeyword, textKeyword } from '../keyword.ts';
import type { FailureHandling } from './failure-handling.ts';
import type { TaskContext } from './task-context.ts';
import type { TaskResult } from './task-result.ts';

/** What stands in for a result under `no_log`. */
const censored = "the output has been hidden due to the fact that 'no_log: true' was specified for this result";

/** Tells the reporters of one item of a loop. */
export async function reportItem(ctx: TaskContext, scope: Scope, label: string, result: TaskResult): Promise<void> {
  const { run } = ctx;
  const hidden = await isHidden(ctx, scope);
  const showsDiff = await quietly(() => boolKeyword(ctx.task, 'diff', scope));
  const ignored =
    result.status === 'failed' && (await quietly(() => boolKeyword(ctx.task, 'ignore_errors', scope))) === true;
  const outcome = toOutcome(
    result,
    { ignored, rescued: false },
    { ctx, hidden, showsDiff, startedAt: run.clock.monotonic() },
  );
  run.emit({
    kind: 'item-result',
    step: ctx.step,
    host: ctx.host.name,
    label: hidden ? '(hidden)' : label,
    outcome,
  });
}

/** How a task on a host ended, besides its result. `startedAt` is by the monotonic clock. */
interface Ending {
  readonly handling: Omit<FailureHandling, 'fatal'>;
  readonly startedAt: number;
}

/**
 * Tells the reporters of a task on a host. A loop of `include_tasks` is told, and counted, item by item; a file without tasks, and an
 * `include_role` that went well, not at all: as in the reference.
 */
export async function reportTask(ctx: TaskContext, scope: Scope, result: TaskResult, ending: Ending): Promise<void> {
  for (const each of reported(result, ctx)) await reportResult(ctx, scope, each, ending);
}

function reported(result: TaskResult, ctx: TaskContext): readonly TaskResult[] {
  const included = result.included ?? [];
  if (included.length === 0 || result.status !== 'ok') return [result];
  if (ctx.task.action.kind === 'include-role') return [];
  const told = included.filter(({ isEmpty }) => !isEmpty);
  if (told.length === 1 && included.length === 1) return [result];
  return told.map(({ file }) => ({ ...result, values: dict({ changed: false, include: file }) }));
}

/** Tells the reporters of a result on a host. */
export async function reportResult(
  ctx: TaskContext,
  scope: Scope,
  result: TaskResult,
  { handling, startedAt }: Ending,
): Promise<void> {
  const { run } = ctx;
  const hidden = await isHidden(ctx, scope);
  const delegatedTo = await quietly(() => textKeyword(ctx.task, 'delegate_to', scope));
  const showsDiff = await quietly(() => boolKeyword(ctx.task, 'diff', scope));
  const outcome = toOutcome(result, handling, { ctx, hidden, showsDiff, startedAt, delegatedTo });
  run.emit({ kind: 'host-result', step: ctx.step, host: ctx.host.name, outcome });
}

interface OutcomeContext {
  readonly ctx: TaskContext;
  readonly hidden: boolean;
  readonly showsDiff: boolean | undefined;
  readonly startedAt: number;
  readonly delegatedTo?: string | undefined;
}

function toOutcome(
  result: TaskResult,
  { ignored, rescued }: Ending['handling'],
  { ctx, hidden, showsDiff, startedAt, delegatedTo }: OutcomeContext,
): Outcome {
  const { run } = ctx;
  return {
    status: result.status,
    ignored,
    rescued,
    durationMs: run.clock.monotonic() - startedAt,
    ...(ctx.cost.queueMs < 1 ? {} : { queueMs: ctx.cost.queueMs }),
    ...(hidden ? hiddenDetails(result) : { ...result.details, result: jsonResult(result.values) }),
    ...(showsDiff === true && { showsDiff }),
    ...(delegatedTo === undefined ? {} : { delegatedTo }),
    at: ctx.step.at,
    ...includedFrom(ctx.task, ctx),
  };
}

function includedFrom(task: Task, ctx: TaskContext): Pick<Outcome, 'includedFrom'> {
  if (task.includedFrom.length === 0) return {};
  return { includedFrom: task.includedFrom.map((span) => ctx.run.sources.locate(span)) };
}

function hiddenDetails(result: TaskResult): Pick<Outcome, 'result' | 'message'> {
  const changed = result.values.get('changed') === true;
  const message = result.status === 'failed' || result.status === 'unreachable' ? { message: censored } : {};
  return { ...message, result: { censored, changed } };
}

function jsonResult(values: Dict): { readonly [key: string]: Json } {
  return toJson(values) as { [key: string]: Json };
}

/** Whether `no_log` is on; also when it cannot be told. */
async function isHidden(ctx: TaskContext, scope: Scope): Promise<boolean> {
  try {
    return (await boolKeyword(ctx.task, 'no_log', scope)) ?? false;
  } catch (error) {
    if (error instanceof TemplateError) return true;
    throw error;
  }
}

async function quietly<T>(evaluate: () => Promise<T>): Promise<T | undefined> {
  try {
    return await evaluate();
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}
