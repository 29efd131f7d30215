import type { Host } from '../../inventory/inventory.ts';
import { bindValues } from '../../template/bind.ts';
import type { LazyDict, Value } from '../../template/value.ts';
import { impliedBy } from '../../vars/implied.ts';
import { Scope } from '../../vars/scope.ts';
import { boolKeyword, textKeyword } from '../keyword.ts';
import type { TaskContext } from '../task/task-context.ts';

/** Where a task really runs: its own host, or the one it is delegated to. `scope` gives the variables that say how to connect. */
export interface Delegation {
  readonly host: Host;
  readonly scope: Scope;
  /** The name of the other host, when the task is delegated. */
  readonly delegatedTo: string | undefined;
  /** Whether its facts are the other host's. */
  readonly delegatesFacts: boolean;
}

/** A host that the inventory does not name may be delegated to: it is connected to by its name. */
export async function delegationOf(ctx: TaskContext, scope: Scope): Promise<Delegation> {
  const name = await textKeyword(ctx.task, 'delegate_to', scope);
  if (name === undefined) return { host: ctx.host, scope, delegatedTo: undefined, delegatesFacts: false };
  const { inventory, variables } = ctx.run;
  const host: Host = inventory.host(name) ?? { name, groups: new Set(['all']), vars: new Map(), implicit: false };
  return {
    host,
    scope: variables.ofHost(host, ctx.play.play.folder),
    delegatedTo: name,
    delegatesFacts: (await boolKeyword(ctx.task, 'delegate_facts', scope)) ?? false,
  };
}

/** Lets a delegated task see the variables of the host it runs on as `ansible_delegated_vars[NAME]`. */
export function withDelegatedVars(scope: Scope, delegation: Delegation): Scope {
  const { delegatedTo, host } = delegation;
  if (delegatedTo === undefined) return scope;
  const { layers, world } = delegation.scope;
  const seen = new Scope([impliedBy(host, layers), ...layers], world);
  const other: LazyDict = { lazy: true, get: (name) => seen.get(name), keys: () => seen.names() };
  const vars = bindValues({ ansible_delegated_vars: new Map<Value, Value>([[delegatedTo, other]]) }, () => true);
  return scope.over({ name: 'magic', vars });
}
