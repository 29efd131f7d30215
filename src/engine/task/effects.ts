import type { Effect } from '../../modules/module.ts';
import type { Span } from '../../source/span.ts';
import { bindValues } from '../../template/bind.ts';
import type { Binding } from '../../template/binding.ts';
import { isTemplate } from '../../template/template.ts';
import type { HostStore } from '../../vars/host-store.ts';
import type { Run } from '../run.ts';
import type { TaskContext } from './task-context.ts';
import type { TaskResult } from './task-result.ts';

type IsSafe = (name: string) => boolean;

/** Does what a task does to the run: facts, variables, new hosts and groups. */
export function applyEffects(result: TaskResult, ctx: TaskContext): void {
  const { run } = ctx.play;
  const owners = result.factsOf === undefined ? ctx.owners : [result.factsOf];
  const isSafe = (name: string) => result.safe?.has(name) === true;
  for (const effect of result.effects) {
    if (effect.kind === 'add-host') addHost(effect, run, isSafe);
    else if (effect.kind === 'group-by') groupBy(effect, run, owners);
    else if (effect.kind === 'fetched') run.sources.distrust(effect.path);
    else if (effect.kind === 'stats') run.customStats.add(effect, owners);
    else for (const owner of owners) keep(effect, run.variables.store(owner), { isSafe, span: ctx.task.span });
  }
}

function addHost(effect: Extract<Effect, { kind: 'add-host' }>, run: Run, isSafe: IsSafe): void {
  const host = run.inventory.addHost(effect.name, effect.groups);
  for (const [name, binding] of bindValues(effect.vars, isSafe)) host.vars.set(name, binding);
}

function groupBy(effect: Extract<Effect, { kind: 'group-by' }>, run: Run, owners: readonly string[]): void {
  for (const parent of effect.parents) run.inventory.addChild(parent, effect.group);
  for (const owner of owners) run.inventory.addHost(owner, [effect.group]);
}

function keep(
  effect: Extract<Effect, { kind: 'facts' | 'host-facts' | 'vars' }>,
  store: HostStore,
  { isSafe, span }: { readonly isSafe: IsSafe; readonly span: Span },
): void {
  switch (effect.kind) {
    case 'vars':
      for (const [name, binding] of effect.vars) store.included.set(name, binding);
      return;
    case 'host-facts':
      store.learn(effect.facts, effect.bare);
      return;
    case 'facts':
      for (const [name, binding] of bindValues(effect.facts, isSafe)) store.set.set(name, unfilled(binding, span));
      if (effect.cacheable) store.learn(effect.facts, true);
  }
}

/** A text of the user's that still has templates in it, as `hostvars` gives one, is filled in where the variable is used. */
function unfilled(binding: Binding, span: Span): Binding {
  if (!('value' in binding) || binding.safe !== true) return binding;
  const { value } = binding;
  return typeof value === 'string' && isTemplate(value)
    ? { node: { kind: 'scalar', value, plain: false, span } }
    : binding;
}
