import type { Diagnostic } from '../source/diagnostic.ts';
import { entry, type Node } from '../source/node.ts';
import { isTemplate } from '../template/template.ts';
import type { Value } from '../template/value.ts';
import { metaActionOf } from './check/meta-actions.ts';
import type { IncludeCompiler, IncludeOutcome } from './include-compiler.ts';
import type { Handler, PlannedPlay, Step, Task } from './plan.ts';
import type { Conditions, KnownAhead } from './static-conditions.ts';

/** What a play may come to: tasks that can be reached, and includes of which nobody knows yet what they bring. */
export interface Foreseen {
  readonly tasks: readonly Task[];
  /** Those of them for which facts decide, such as the branches of a role for other systems. */
  readonly byFacts: ReadonlySet<Task>;
  readonly unread: readonly Task[];
  /** What is wrong with files and roles whose includes name them plainly. */
  readonly problems: readonly Diagnostic[];
}

/** How to look ahead. */
export interface LookAhead extends KnownAhead {
  readonly compiler: IncludeCompiler;
  readonly conditions: Conditions;
  /** Whether a task is left out for another reason (`--start-at-task`); asked of tasks in their order. */
  readonly isLeftOut: (task: Task) => boolean;
}

/**
 * The tasks that a play can reach, in their order, with those of files and roles whose includes name them plainly: none that a condition
 * certainly keeps from running, none behind an end of the play that is certain, and of the handlers those that something may notify.
 */
export function foresee(play: PlannedPlay, ahead: LookAhead): Foreseen {
  const tasks: Task[] = [];
  const byFacts = new Set<Task>();
  const unread: Task[] = [];
  const problems: Diagnostic[] = [];
  const handlers: Handler[] = [...play.handlers];
  const entered = new Set<string>();

  const visit = (task: Task, outer = false): void => {
    if (ahead.conditions.isNever(task) || ahead.isLeftOut(task)) return;
    tasks.push(task);
    const hangs = outer || ahead.conditions.hangsOnFacts(task);
    if (hangs) byFacts.add(task);
    if (task.action.kind !== 'include-tasks' && task.action.kind !== 'include-role') return;
    const place = `${task.span.file}:${task.span.start}`;
    if (entered.has(place)) return;
    entered.add(place);
    const outcome = included(task, play, ahead);
    if (outcome === undefined || 'problems' in outcome) {
      unread.push(task);
      problems.push(...(outcome?.problems ?? []));
      return;
    }
    handlers.push(...outcome.handlers);
    for (const step of outcome.steps) if (step.kind === 'task') visit(step.task, hangs);
  };

  for (const step of beforeCertainEnd(play.steps, ahead.conditions)) if (step.kind === 'task') visit(step.task);
  visitNotified(handlers, tasks, visit);
  return { tasks, byFacts, unread, problems };
}

/** Handlers notify others, so that it is gone through them until no more is found. */
function visitNotified(handlers: readonly Handler[], tasks: readonly Task[], visit: (task: Task) => void): void {
  const visited = new Set<Handler>();
  for (let found = true; found; ) {
    const next = handlers.filter((handler) => !visited.has(handler) && mayBeNotified(handler, tasks));
    found = next.length > 0;
    for (const handler of next) {
      visited.add(handler);
      visit(handler.task);
    }
  }
}

function mayBeNotified({ task, listen }: Handler, tasks: readonly Task[]): boolean {
  const name = String(task.name?.value ?? '');
  const called = (text: string) => text === name || text.endsWith(` : ${name}`) || listen.includes(text);
  const notifying = tasks.flatMap(({ notify }) => notify);
  return notifying.some(
    (node) =>
      isTemplate(name) || node.kind !== 'scalar' || isTemplate(String(node.value)) || called(String(node.value)),
  );
}

/** The steps of a play up to a `meta` that ends it for every host that gets there, and that every host gets to. */
function beforeCertainEnd(steps: readonly Step[], conditions: Conditions): readonly Step[] {
  const end = steps.findIndex((step, index) => {
    if (step.kind !== 'task' || step.onFailure !== undefined || step.task.action.kind !== 'meta') return false;
    const isEnd = /^end_(?:play|host|batch)$/.test(metaActionOf(step.task.action.action));
    return isEnd && conditions.isAlways(step.task) && !isJumpedOver(steps, index);
  });
  return end < 0 ? steps : steps.slice(0, end);
}

/** Whether it stands in a rescue section, which hosts without a failure jump over. */
function isJumpedOver(steps: readonly Step[], index: number): boolean {
  return steps.some((step, from) => step.kind === 'jump' && from < index && step.to > index);
}

/** What an include brings whose file or role is named plainly. */
function included(task: Task, play: PlannedPlay, { compiler, statics }: LookAhead): IncludeOutcome | undefined {
  const { action } = task;
  if (action.kind === 'include-tasks') {
    const file = plain(action.file);
    return file === undefined ? undefined : compiler.tasks(task, file, statics, play.folder);
  }
  if (action.kind !== 'include-role') return undefined;
  const args = new Map<Value, Value>();
  for (const name of ['name', 'role', 'tasks_from', 'vars_from', 'defaults_from', 'handlers_from']) {
    const node = entry(action.args, name);
    const value = node && plain(node);
    if (node !== undefined && value === undefined) return undefined;
    if (value !== undefined) args.set(name, value);
  }
  return compiler.role(task, args, statics, play.folder);
}

function plain(node: Node): string | undefined {
  if (node.kind !== 'scalar' || node.value === null || isTemplate(String(node.value))) return undefined;
  return String(node.value);
}
