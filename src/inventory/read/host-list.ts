import { splitPort } from '../address.ts';
import type { Inventory } from '../inventory.ts';

/** Reads `web1,web2:2222,`: hosts in a list, where a range is not expanded and a host that is known already is left as it is. */
export function readHostList(text: string, inventory: Inventory): void {
  for (const item of text.split(',').map((part) => part.trim())) {
    const { name, port } = splitPort(item);
    if (item === '' || inventory.hosts.has(name)) continue;
    const host = inventory.addHost(name, ['ungrouped']);
    if (port !== undefined) host.vars.set('ansible_port', { value: port });
  }
}
