import type { IncludeOutcome } from '../../plan/include-compiler.ts';
import type { Inherited } from '../../plan/inherit.ts';
import type { Handler } from '../../plan/plan.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import { displayPath } from '../../source/display-path.ts';
import { display } from '../../template/display.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { TemplateError } from '../../template/template-error.ts';
import { dict, isDict, Undefined } from '../../template/value.ts';
import { dictWithoutOmitted } from '../../template/without-omitted.ts';
import type { Layer } from '../../vars/precedence.ts';
import type { Scope } from '../../vars/scope.ts';
import type { TaskContext } from './task-context.ts';
import { failure, type TaskResult } from './task-result.ts';

/** Compiles what an `include_tasks` or `include_role` means on this host; wrong text in it is a failure of the task. */
export async function includeItem(ctx: TaskContext, scope: Scope): Promise<TaskResult> {
  const { action } = ctx.task;
  const { includes } = ctx.run;
  if (action.kind === 'include-tasks') {
    const value = await settle(() => evaluateNode(action.file, scope));
    if (value instanceof Undefined) throw new TemplateError('undefined', value.reason);
    return included(includes.tasks(ctx.task, display(value), scope, ctx.play.play.folder), action.outer, ctx, scope);
  }
  if (action.kind !== 'include-role') throw new Error(`${ctx.task.written} is no include`);
  const given = await settle(() => evaluateNode(action.args, scope));
  const args = isDict(given) ? dictWithoutOmitted(given) : new Map();
  return included(includes.role(ctx.task, args, scope, ctx.play.play.folder), action.outer, ctx, scope);
}

function included(outcome: IncludeOutcome, outer: Inherited, ctx: TaskContext, scope: Scope): TaskResult {
  if ('problems' in outcome) return broken(outcome.problems, ctx);
  addHandlers(outcome.handlers, ctx);
  ctx.play.roleProgress.admit(outcome.roles);
  ctx.play.exposeRoles(outcome.publicRoles);
  const own = ctx.task.vars.slice(outer.vars.length).map((layer): Layer => ({ ...layer, name: 'include params' }));
  const loop = scope.layers.filter(({ name }) => name === 'loop');
  return {
    status: 'ok',
    values: dict({ changed: false, include: outcome.name }),
    effects: [],
    details: {},
    included: [{ file: outcome.name, isEmpty: outcome.isEmpty, steps: outcome.steps, vars: [...own, ...loop] }],
  };
}

/** Uses of a role that are one and the same share their handlers, which are notified and run once for all. */
function addHandlers(brought: readonly Handler[], { play }: TaskContext): void {
  const known = new Set(play.handlers.map(keyOf));
  play.handlers.push(...brought.filter((handler) => !known.has(keyOf(handler))));
}

const keyOf = ({ task: { role, span } }: Handler): string => `${span.file}:${span.start} ${role?.use}`;

/** Wrong text behind a dynamic include: every complaint with its place. */
function broken(problems: readonly Diagnostic[], ctx: TaskContext): TaskResult {
  const { sources } = ctx.run;
  const lines = problems.map(({ message, span }) => {
    if (span === undefined) return message;
    const { file, line, column } = sources.locate(span);
    return `${displayPath(file)}:${line}:${column}: ${message}`;
  });
  const help = problems.find((problem) => problem.help !== undefined)?.help;
  return failure(lines.join('\n'), help === undefined ? {} : { help });
}
