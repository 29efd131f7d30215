import type { Status } from '../../events/outcome.ts';
import { entry, type Node } from '../../source/node.ts';
import { asBool } from '../../template/as-bool.ts';
import { bindValues } from '../../template/bind.ts';
import { display } from '../../template/display.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { TemplateError } from '../../template/template-error.ts';
import type { Watched } from '../../template/unsafe.ts';
import { type Dict, dict, omit, type Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import { applyEffects } from './effects.ts';
import { notifiedNames } from './notify.ts';
import { reportItem } from './report-result.ts';
import type { TaskContext } from './task-context.ts';
import type { TaskResult } from './task-result.ts';
import { templateFailure } from './template-failure.ts';

/** How a loop is run, from `loop_control`. `pause` is in seconds. */
interface LoopControl {
  readonly loopVar: string;
  readonly indexVar: string | undefined;
  readonly label: Node | undefined;
  readonly pause: number;
  readonly extended: boolean;
  readonly allItems: boolean;
}

/** Runs a task once for an item, whose variables are in `scope`. */
type RunItem = (ctx: TaskContext, scope: Scope) => Promise<TaskResult>;

/** Runs a task once for each item, one after the other; a failing item does not keep the others from running. */
export async function runLoop(
  ctx: TaskContext,
  scope: Scope,
  { value: items, unsafe }: Watched<readonly Value[]>,
  runItem: RunItem,
): Promise<TaskResult> {
  const control = await loopControl(ctx, scope);
  const results: TaskResult[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0 && control.pause > 0) await ctx.run.clock.sleep(control.pause * 1000, ctx.run.signal);
    const variables = loopVariables(items, index, control);
    const itemScope = scope.over({ name: 'loop', vars: bindValues(variables, () => !unsafe) });
    const own = await withNotifies(ctx, itemScope, runItem);
    if (own.endsLoop) return own;
    const shown = await label(control, ctx, itemScope);
    const result = typeof shown === 'string' ? withVariables(own, variables) : shown;
    results.push(result);
    await reportItem(ctx, itemScope, typeof shown === 'string' ? shown : display(item), result);
    applyEffects(result, ctx);
    if (result.status === 'unreachable' || ctx.run.signal.aborted) break;
  }
  return sum(results);
}

/** What an item notifies is told by its own variables; whether it does is decided by the loop as a whole. */
async function withNotifies(ctx: TaskContext, scope: Scope, runItem: RunItem): Promise<TaskResult> {
  const result = await runItem(ctx, scope);
  if (ctx.task.notify.length === 0 || result.status === 'skipped') return result;
  return { ...result, notifies: await notifiedNames(ctx, scope) };
}

async function loopControl(ctx: TaskContext, scope: Scope): Promise<LoopControl> {
  const node = ctx.task.keywords.get('loop_control');
  const get = (name: string) => (node?.kind === 'map' ? entry(node, name) : undefined);
  const value = async (name: string) => {
    const option = get(name);
    return option === undefined ? undefined : await settle(() => evaluateNode(option, scope));
  };
  const indexVar = await value('index_var');
  const allItems = await value('extended_allitems');
  return {
    loopVar: display((await value('loop_var')) ?? 'item'),
    indexVar: indexVar === undefined ? undefined : display(indexVar),
    label: get('label'),
    pause: Number(display((await value('pause')) ?? 0)),
    extended: asBool(await value('extended')) ?? false,
    allItems: asBool(allItems) ?? true,
  };
}

function loopVariables(items: readonly Value[], index: number, control: LoopControl): Dict {
  const variables: Dict = new Map<Value, Value>([
    [control.loopVar, items[index] as Value],
    ['ansible_loop_var', control.loopVar],
  ]);
  if (control.indexVar !== undefined) {
    variables.set(control.indexVar, index);
    variables.set('ansible_index_var', control.indexVar);
  }
  if (control.extended) variables.set('ansible_loop', extendedLoop(items, index, control));
  return variables;
}

function extendedLoop(items: readonly Value[], index: number, control: LoopControl): Dict {
  const last = items.length - 1;
  return dict({
    ...(control.allItems ? { allitems: [...items] } : {}),
    index: index + 1,
    index0: index,
    first: index === 0,
    last: index === last,
    length: items.length,
    revindex: items.length - index,
    revindex0: last - index,
    ...(index < last ? { nextitem: items[index + 1] as Value } : {}),
    ...(index > 0 ? { previtem: items[index - 1] as Value } : {}),
  });
}

/** An item's result with what tells it from the others. */
function withVariables(result: TaskResult, variables: Dict): TaskResult {
  const values = new Map([...result.values, ...variables].map(([name, value]) => [name, value === omit ? '' : value]));
  if (result.args !== undefined) values.set('invocation', dict({ module_args: result.args }));
  return { ...result, values };
}

/** What reports call an item; a failure when that cannot be told. */
async function label(control: LoopControl, ctx: TaskContext, scope: Scope): Promise<string | TaskResult> {
  const { label: node, loopVar } = control;
  if (node === undefined) return display(scope.get(loopVar) ?? null);
  try {
    return display(await settle(() => evaluateNode(node, scope)));
  } catch (error) {
    if (error instanceof TemplateError) return templateFailure(error, ctx);
    throw error;
  }
}

/** A loop over nothing; the reference calls the reason of this one skip `skipped_reason`. */
function nothingToDo(): TaskResult {
  const because = 'No items in the list';
  const values = dict({ changed: false, skipped: true, skipped_reason: because, results: [] });
  return { status: 'skipped', values, effects: [], details: { because } };
}

/** A loop as a whole: what `register` holds of it. */
function sum(results: readonly TaskResult[]): TaskResult {
  if (results.length === 0) return nothingToDo();
  const any = (status: Status) => results.some((result) => result.status === status);
  const allSkipped = results.every((result) => result.status === 'skipped');
  const changed = results.some((result) => result.values.get('changed') === true);
  const lost = results.find((result) => result.status === 'unreachable');
  const failed = any('failed') || lost !== undefined;
  const msg = failed ? 'One or more items failed' : allSkipped ? 'All items skipped' : 'All items completed';
  return {
    status: lost ? 'unreachable' : failed ? 'failed' : allSkipped ? 'skipped' : changed ? 'changed' : 'ok',
    values: dict({
      changed,
      ...(failed ? { failed } : {}),
      skipped: allSkipped,
      msg,
      results: results.map((result) => result.values),
    }),
    effects: [],
    details: lost?.details ?? { message: msg },
    included: results.flatMap((result) => result.included ?? []),
    notifies: results.flatMap((result) => result.notifies ?? []),
  };
}
