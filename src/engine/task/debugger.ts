import { freeFormOf } from '../../modules/registry.ts';
import type { Task } from '../../plan/plan.ts';
import type { MapEntry, Node, ScalarNode } from '../../source/node.ts';
import { bindValues } from '../../template/bind.ts';
import { display } from '../../template/display.ts';
import { evaluateExpression } from '../../template/evaluate.ts';
import { settle } from '../../template/settle.ts';
import { TemplateError, TemplateSyntaxError } from '../../template/template-error.ts';
import { Undefined, type Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import { boolKeyword, textKeyword } from '../keyword.ts';
import type { TaskContext } from './task-context.ts';
import type { TaskResult } from './task-result.ts';

/** Runs a task on its host. */
export type RunTask = (ctx: TaskContext, scope: Scope) => Promise<TaskResult>;

/** A task as it is to be run next: with the arguments and variables that the user has changed. */
interface Draft {
  readonly ctx: TaskContext;
  readonly scope: Scope;
}

/** What the user wants: the task done again, or the play to go on with the result, or to end. */
type Decision = { readonly redo: Draft } | 'continue' | 'quit';

const help = `p EXPRESSION         shows a value: of task, task.args, task_vars, result, host, or any variable
task.args['NAME'] = EXPRESSION, task_vars['NAME'] = EXPRESSION
                     changes the task for its next try
r, redo              does the task again
c, continue          goes on with the result
q, quit              ends the run`;

/**
 * Runs a task under the debugger of `strategy: debug` or of the keyword `debugger`: where its result is one that they ask for, the user
 * looks around and decides. Without a terminal the result stands.
 */
export async function debugged(ctx: TaskContext, scope: Scope, runTask: RunTask): Promise<TaskResult> {
  for (let draft: Draft = { ctx, scope }; ; ) {
    const result = await runTask(draft.ctx, draft.scope);
    if (ctx.run.signal.aborted || !(await stopsAt(result, ctx, scope))) return result;
    const tried = draft;
    const decision = await ctx.run.debugging(() => converse(result, tried));
    if (decision === 'quit') ctx.play.ended = 'run';
    if (typeof decision === 'string') return result;
    draft = decision.redo;
  }
}

async function stopsAt({ status }: TaskResult, ctx: TaskContext, scope: Scope): Promise<boolean> {
  const wanted = await lenient(() => textKeyword(ctx.task, 'debugger', scope));
  if (wanted === 'always') return true;
  if (wanted === 'never' || (wanted === undefined && !ctx.play.policy.debugs)) return false;
  if (status === 'skipped') return wanted === 'on_skipped';
  if (status === 'unreachable') return wanted === undefined || wanted === 'on_failed' || wanted === 'on_unreachable';
  if (status !== 'failed' || (wanted !== undefined && wanted !== 'on_failed')) return false;
  return (await lenient(() => boolKeyword(ctx.task, 'ignore_errors', scope))) !== true;
}

/** A keyword that cannot be evaluated asks for nothing; what is wrong with it is told where the failure is handled. */
async function lenient<T>(evaluate: () => Promise<T>): Promise<T | undefined> {
  try {
    return await evaluate();
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

/** One conversation about a result: command after command, until there is a decision. */
async function converse(result: TaskResult, draft: Draft): Promise<Decision> {
  const { run, host, step } = draft.ctx;
  const prompt = `[${host.name}] TASK: ${step.name} (debug)> `;
  let current = draft;
  let shown = `${result.status}: ${result.details.message ?? result.details.because ?? ''}`;
  for (;;) {
    const answer = await run.ask(`${shown}\n${prompt}`, true);
    if (answer === undefined) return 'continue';
    const [, command = '', rest = ''] = /^\s*(\w*)\s*(.*?)\s*$/s.exec(answer) ?? [];
    const name = rest === '' || /^(?:p|pprint|print)$/.test(command) ? command : '';
    switch (name) {
      case 'r':
      case 'redo':
        return { redo: current };
      case 'c':
      case 'continue':
        return 'continue';
      case 'q':
      case 'quit':
        return 'quit';
      case 'p':
      case 'pprint':
      case 'print':
        shown = await tried(() => display(evaluate(rest, result, current)));
        break;
      default: {
        const changed = change(answer.trim());
        if (changed === undefined) shown = help;
        else {
          const before = current;
          shown = await tried(() => {
            current = changed(result, before);
            return 'changed; `r` does the task again';
          });
        }
      }
    }
  }
}

/** What a command shows; what is wrong with its expression is shown as well. */
async function tried(command: () => string): Promise<string> {
  try {
    return await settle(command);
  } catch (error) {
    if (error instanceof TemplateError || error instanceof TemplateSyntaxError) return error.message;
    throw error;
  }
}

/** An expression with the variables of the task, and with the names that the debugger has besides. */
function evaluate(text: string, result: TaskResult, { ctx, scope }: Draft): Value {
  const values = new Map<Value, Value>([...result.values, ['_result', result.values]]);
  const own = bindValues({ result: values, host: ctx.host.name, task_vars: scope.get('vars') ?? new Map() });
  const vars = new Map([...own, ['task', { node: shownTask(ctx.task) }] as const]);
  const value = evaluateExpression(text, scope.over({ name: 'magic', vars }));
  if (value instanceof Undefined) throw new TemplateError('undefined', value.reason);
  return value;
}

/** A task as `p task` shows it. */
function shownTask({ action, written, name, span }: Task): Node {
  const text = (value: string): ScalarNode => ({ kind: 'scalar', value, plain: true, span });
  const args: Node = 'args' in action ? action.args : { kind: 'map', entries: [], span };
  const entries: MapEntry[] = [
    { key: text('name'), value: name ?? text(written) },
    { key: text('action'), value: text(written) },
    { key: text('args'), value: args },
  ];
  return { kind: 'map', entries, span };
}

/** What `task.args['NAME'] = EXPRESSION` or `task_vars['NAME'] = EXPRESSION` makes of a draft; `undefined` for any other text. */
function change(text: string): ((result: TaskResult, draft: Draft) => Draft) | undefined {
  const [, target, , name, expression] =
    /^(task_vars|task\.args)\s*\[\s*(['"])(.+?)\2\s*\]\s*=(?!=)\s*(.+)$/s.exec(text) ?? [];
  if (name === undefined || expression === undefined) return undefined;
  if (target === 'task.args') return (_result, draft) => withArgument(draft, name, expression);
  return (result, draft) => {
    const vars = bindValues({ [name]: evaluate(expression, result, draft) }, () => true);
    return { ...draft, scope: draft.scope.over({ name: 'extra vars', vars }) };
  };
}

/** The argument is evaluated when the task is done again, as if it stood so in the playbook. */
function withArgument({ ctx, scope }: Draft, given: string, expression: string): Draft {
  const { task } = ctx;
  const { action } = task;
  if (action.kind !== 'module') throw new TemplateError('error', `\`${task.written}\` is no module`);
  const name = given === '_raw_params' ? (freeFormOf(action.name) ?? given) : given;
  const scalar = (value: string): ScalarNode => ({ kind: 'scalar', value, plain: false, span: task.span });
  const others = action.args.entries.filter(({ key }) => key.value !== name);
  const entries = [...others, { key: scalar(name), value: scalar(`{{ ${expression} }}`) }];
  const args = { ...action.args, entries };
  return { ctx: { ...ctx, task: { ...task, action: { ...action, args } } }, scope };
}
