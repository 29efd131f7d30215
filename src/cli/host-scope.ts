import type { Host } from '../inventory/inventory.ts';
import type { Inputs } from '../run/read-inputs.ts';
import type { Scope } from '../vars/scope.ts';

/** What a task of this host would see in a play that is for all hosts and adds no variables of its own. */
export function hostScope(host: Host, { inventory, variables }: Inputs, folder: string): Scope {
  const names = [...inventory.hosts.keys()];
  const play = {
    name: '',
    folder,
    roles: [],
    roleNames: [],
    all: names,
    active: () => names,
    batch: () => names,
    layers: () => [],
  };
  return variables.ofTask(host, play, { file: folder, role: undefined, vars: [], keywords: new Map() }, []);
}
