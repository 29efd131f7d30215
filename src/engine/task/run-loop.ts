import type { Status } from '../../events/outcome.ts';
import { entry, type Node } from '../../source/node.ts';
import { bindValues } from '../../template/bind.ts';
import { display } from '../../template/display.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { TemplateError } from '../../template/template-error.ts';
import { type Dict, dict, omit, type Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import { asBool } from '../keyword.ts';
import type { TaskAt } from '../task-at.ts';
import type { TaskResult } from '../task-result.ts';
import { applyEffects } from './effects.ts';
import { notifiedNames } from './notify.ts';
import { reportItem } from './report-result.ts';
import { runItem } from './run-item.ts';
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

/** Runs a task once for each item, one after the other; a failing item does not keep the others from running. */
export async function runLoop(at: TaskAt, scope: Scope, items: readonly Value[]): Promise<TaskResult> {
  const control = await loopControl(at, scope);
  const results: TaskResult[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0 && control.pause > 0) await at.play.run.clock.sleep(control.pause * 1000, at.play.run.signal);
    const variables = loopVariables(items, index, control);
    const itemScope = scope.over({ name: 'loop', vars: bindValues(variables) });
    const own = await withNotifies(at, itemScope);
    if (own.endsLoop) return own;
    const shown = await label(control, at, itemScope);
    const result = typeof shown === 'string' ? withVariables(own, variables) : shown;
    results.push(result);
    await reportItem(at, itemScope, typeof shown === 'string' ? shown : display(item), result);
    applyEffects(result, at);
    if (result.status === 'unreachable' || at.play.run.signal.aborted) break;
  }
  return sum(results);
}

/** What an item notifies is told by its own variables; whether it does is decided by the loop as a whole. */
async function withNotifies(at: TaskAt, scope: Scope): Promise<TaskResult> {
  const result = await runItem(at, scope);
  if (at.task.notify.length === 0 || result.status === 'skipped') return result;
  return { ...result, notifies: await notifiedNames(at, scope) };
}

async function loopControl(at: TaskAt, scope: Scope): Promise<LoopControl> {
  const node = at.task.keywords.get('loop_control');
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
async function label(control: LoopControl, at: TaskAt, scope: Scope): Promise<string | TaskResult> {
  const { label: node, loopVar } = control;
  if (node === undefined) return display(scope.get(loopVar) ?? null);
  try {
    return display(await settle(() => evaluateNode(node, scope)));
  } catch (error) {
    if (error instanceof TemplateError) return templateFailure(error, at);
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
