import type { Json, Outcome } from '../../events/outcome.ts';
import type { Task } from '../../plan/plan.ts';
import { TemplateError } from '../../template/template-error.ts';
import { toJson } from '../../template/to-json.ts';
import type { Dict } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import { waitOf } from '../host/queue-wait.ts';
import { boolKeyword, textKeyword } from '../keyword.ts';
import type { TaskAt } from '../task-at.ts';
import type { TaskResult } from '../task-result.ts';

/** What stands in for a result under `no_log`. */
const censored = "the output has been hidden due to the fact that 'no_log: true' was specified for this result";

/** How a result bears on the host: whether its failure is ignored or taken over by a rescue section. */
export interface Bearing {
  readonly ignored: boolean;
  readonly rescued: boolean;
}

/** Tells the reporters of one item of a loop. */
export async function reportItem(at: TaskAt, scope: Scope, label: string, result: TaskResult): Promise<void> {
  const { run } = at.play;
  const hidden = await isHidden(at, scope);
  const showsDiff = await quietly(() => boolKeyword(at.task, 'diff', scope));
  const ignored =
    result.status === 'failed' && (await quietly(() => boolKeyword(at.task, 'ignore_errors', scope))) === true;
  const outcome = toOutcome(
    result,
    { ignored, rescued: false },
    { at, hidden, showsDiff, startedAt: run.clock.monotonic() },
  );
  run.emit({
    kind: 'item-result',
    step: at.step,
    host: at.host.name,
    label: hidden ? '(hidden)' : label,
    outcome,
    at: run.at(),
  });
}

/** Tells the reporters of a task on a host. `startedAt` is by the monotonic clock. */
export async function reportResult(
  at: TaskAt,
  scope: Scope,
  result: TaskResult,
  rest: { readonly bearing: Bearing; readonly startedAt: number },
): Promise<void> {
  const { run } = at.play;
  const hidden = await isHidden(at, scope);
  const delegatedTo = await quietly(() => textKeyword(at.task, 'delegate_to', scope));
  const showsDiff = await quietly(() => boolKeyword(at.task, 'diff', scope));
  const outcome = toOutcome(result, rest.bearing, { at, hidden, showsDiff, startedAt: rest.startedAt, delegatedTo });
  run.emit({ kind: 'host-result', step: at.step, host: at.host.name, outcome, at: run.at() });
}

interface Circumstances {
  readonly at: TaskAt;
  readonly hidden: boolean;
  readonly showsDiff: boolean | undefined;
  readonly startedAt: number;
  readonly delegatedTo?: string | undefined;
}

function toOutcome(
  result: TaskResult,
  bearing: Bearing,
  { at, hidden, showsDiff, startedAt, delegatedTo }: Circumstances,
): Outcome {
  const { run } = at.play;
  return {
    status: result.status,
    ...bearing,
    durationMs: run.clock.monotonic() - startedAt,
    ...(waitOf(at) < 1 ? {} : { queueMs: waitOf(at) }),
    ...(hidden ? hiddenDetails(result) : { ...result.details, result: jsonResult(result.values) }),
    ...(showsDiff === true && { showsDiff }),
    ...(delegatedTo === undefined ? {} : { delegatedTo }),
    at: at.step.at,
    ...includedFrom(at.task, at),
  };
}

function includedFrom(task: Task, at: TaskAt): Pick<Outcome, 'includedFrom'> {
  if (task.includedFrom.length === 0) return {};
  return { includedFrom: task.includedFrom.map((span) => at.play.run.sources.locate(span)) };
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
async function isHidden(at: TaskAt, scope: Scope): Promise<boolean> {
  try {
    return (await boolKeyword(at.task, 'no_log', scope)) ?? false;
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
