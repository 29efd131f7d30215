import type { Host } from '../../inventory/inventory.ts';
import { bindValues } from '../../template/bind.ts';
import type { LazyDict, Value } from '../../template/value.ts';
import { impliedBy } from '../../vars/implied.ts';
import { Scope } from '../../vars/scope.ts';
import { boolKeyword, textKeyword } from '../keyword.ts';
import type { TaskAt } from '../task-at.ts';

/** Where a task really runs: its own host, or the one it is delegated to. `scope` gives the variables that say how to connect. */
export interface Whereabouts {
  readonly host: Host;
  readonly scope: Scope;
  /** The name of the other host, when the task is delegated. */
  readonly delegatedTo: string | undefined;
  /** Whether its facts are the other host's. */
  readonly delegatesFacts: boolean;
}

/** A host that the inventory does not name may be delegated to: it is connected to by its name. */
export async function whereabouts(at: TaskAt, scope: Scope): Promise<Whereabouts> {
  const name = await textKeyword(at.task, 'delegate_to', scope);
  if (name === undefined) return { host: at.host, scope, delegatedTo: undefined, delegatesFacts: false };
  const { inventory, variables } = at.play.run;
  const host: Host = inventory.host(name) ?? { name, groups: new Set(['all']), vars: new Map(), implicit: false };
  return {
    host,
    scope: variables.ofHost(host, at.play.play.folder),
    delegatedTo: name,
    delegatesFacts: (await boolKeyword(at.task, 'delegate_facts', scope)) ?? false,
  };
}

/** Lets a delegated task see the variables of the host it runs on as `ansible_delegated_vars[NAME]`. */
export function withDelegatedVars(scope: Scope, where: Whereabouts): Scope {
  const { delegatedTo, host } = where;
  if (delegatedTo === undefined) return scope;
  const { layers, world } = where.scope;
  const seen = new Scope([impliedBy(host, layers), ...layers], world);
  const other: LazyDict = { lazy: true, get: (name) => seen.get(name), keys: () => seen.names() };
  const vars = bindValues({ ansible_delegated_vars: new Map<Value, Value>([[delegatedTo, other]]) });
  return scope.over({ name: 'magic', vars });
}
