import pLimit from 'p-limit';
import type { StepInfo } from '../../events/event.ts';
import { WrongInput } from '../../source/diagnostic.ts';
import { TemplateError } from '../../template/template-error.ts';
import { dict } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import type { Cursor, Unit } from '../cursor.ts';
import { boolKeyword, numberKeyword, textKeyword } from '../keyword.ts';
import { HostMap } from '../play/host-map.ts';
import type { PlayRun } from '../run.ts';
import { hostOf, scopeOf } from '../scope-of.ts';
import { applyEffects } from '../task/effects.ts';
import { notifiedNames, notify } from '../task/notify.ts';
import { reportResult } from '../task/report-result.ts';
import { rememberFailure } from '../task/rescue-facts.ts';
import { runTask } from '../task/run-task.ts';
import { templateFailure } from '../task/template-failure.ts';
import type { TaskAt } from '../task-at.ts';
import { failure, type TaskResult } from '../task-result.ts';
import { unitsOf } from './include-units.ts';

/** What a task came to on a host. */
export interface Done {
  readonly cursor: Cursor;
  readonly result: TaskResult;
  readonly ignored: boolean;
  /** Whether a failure here ends the play for all hosts. */
  readonly fatal: boolean;
  /** What the task included. */
  readonly units: readonly Unit[];
}

/** Runs the task a host stands at, keeps what it registers and sets, notifies handlers, and reports it. It does not move the host on. */
export async function runOnHost(
  cursor: Cursor,
  step: StepInfo,
  play: PlayRun,
  concerned: readonly Cursor[],
): Promise<Done> {
  const { run } = play;
  const current = cursor.step;
  if (current.kind !== 'task') throw new Error(`${cursor.host} stands at no task`);
  const { task } = current;
  const owners = concerned.map(({ host }) => host);
  const connections = run.connector.forOneTask ? new HostMap(run.connector, run.signal) : play.connections;
  const at: TaskAt = { play, cursor, task, host: hostOf(cursor.host, play), step, owners, connections };
  const scope = scopeOf(task, cursor, play);
  const startedAt = run.clock.monotonic();
  run.emit({ kind: 'host-start', step, host: cursor.host, at: run.at() });
  const first = await throttled(at, scope, () => guarded(at, () => runTask(at, scope)));
  if (connections !== play.connections) await connections.close();
  const result = await concluded(first, at, scope);
  const ignored = await isIgnored(result, at, scope);
  const recovers = result.status === 'failed' && !ignored && cursor.rescuable;
  if (recovers) rememberFailure(at, step, result);
  // A handler's failure counts as such even where a rescue section takes over, as in the reference.
  const bearing = { ignored, rescued: recovers && !cursor.inHandlers };
  for (const each of reported(result, at)) await reportResult(at, scope, each, { bearing, startedAt });
  const fatal = !ignored && ((await safeBool(at, scope, 'any_errors_fatal')) ?? false);
  return { cursor, result, ignored, fatal, units: unitsOf(result.included ?? [], at) };
}

/** A bug of ours fails the one host it happened on; the run goes on for the others, and ends with the bug's report. */
async function guarded(at: TaskAt, work: () => Promise<TaskResult>): Promise<TaskResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WrongInput) throw error;
    at.play.run.bugs.push(error);
    return failure(`a bug in runbook: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * A loop of `include_tasks` is told, and counted, item by item; a file without tasks, and an `include_role` that went well, not at all: as
 * in the reference.
 */
function reported(result: TaskResult, at: TaskAt): readonly TaskResult[] {
  const included = result.included ?? [];
  if (included.length === 0 || result.status !== 'ok') return [result];
  if (at.task.action.kind === 'include-role') return [];
  const told = included.filter(({ isEmpty }) => !isEmpty);
  if (told.length === 1 && included.length === 1) return [result];
  return told.map(({ file }) => ({ ...result, values: dict({ changed: false, include: file }) }));
}

/** Keeps what the task registers and sets, and notifies; a handler that does not exist makes it a failure. */
async function concluded(result: TaskResult, at: TaskAt, scope: Scope): Promise<TaskResult> {
  const { run } = at.play;
  if (at.task.loop === undefined) applyEffects(result, at);
  try {
    const name = await textKeyword(at.task, 'register', scope);
    if (name !== undefined) {
      for (const owner of at.owners) run.variables.store(owner).set.set(name, { value: result.values });
    }
    const names = result.status === 'changed' ? (result.notifies ?? (await notifiedNames(at, scope))) : [];
    const unknown = await notify(names, at, scope);
    if (unknown === undefined) return result;
    return failure(`no handler is called \`${unknown}\` or listens to it`, {
      help: 'check the spelling in `notify`, and that the handler is in `handlers` of the play or of a role it uses',
    });
  } catch (error) {
    if (error instanceof TemplateError) return templateFailure(error, at);
    throw error;
  }
}

async function isIgnored(result: TaskResult, at: TaskAt, scope: Scope): Promise<boolean> {
  if (result.status === 'failed') return (await safeBool(at, scope, 'ignore_errors')) ?? false;
  if (result.status === 'unreachable') return (await safeBool(at, scope, 'ignore_unreachable')) ?? false;
  return false;
}

/** A keyword that decides about a failure: one that cannot be evaluated decides nothing. */
async function safeBool(at: TaskAt, scope: Scope, name: string): Promise<boolean | undefined> {
  try {
    return await boolKeyword(at.task, name, scope);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { run } = at.play;
    run.emit({
      kind: 'warning',
      message: `\`${name}\` cannot be evaluated: ${error.message}`,
      location: at.step.at,
      at: run.at(),
    });
    return undefined;
  }
}

/** Runs a task under its own semaphore as well, when it has a `throttle`. */
async function throttled(at: TaskAt, scope: Scope, work: () => Promise<TaskResult>): Promise<TaskResult> {
  if (!at.task.keywords.has('throttle')) return await work();
  try {
    const width = (await numberKeyword(at.task, 'throttle', scope)) ?? 0;
    if (width <= 0) return await work();
    const key = `${at.task.id} ${width}`;
    const limit = at.play.throttles.get(key) ?? pLimit(width);
    at.play.throttles.set(key, limit);
    return await limit(work);
  } catch (error) {
    if (error instanceof TemplateError) return templateFailure(error, at);
    throw error;
  }
}
