import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { Diagnostics } from '../source/diagnostic.ts';
import { Sources } from '../source/sources.ts';
import { inventoryGraph } from './graph.ts';
import type { Inventory } from './inventory.ts';
import { readInventory } from './read-inventory.ts';
import { selectHosts } from './select-hosts.ts';

const root = resolve(import.meta.dirname, '../..');

async function readExample(): Promise<Inventory> {
  const diagnostics = new Diagnostics();
  const inventory = await readInventory(['inventory.example.yaml'], { sources: new Sources(), diagnostics, cwd: root });
  expect(diagnostics.all).toEqual([]);
  return inventory;
}

/** What a host's groups and the host itself set, the strongest of each. */
function variable(inventory: Inventory, host: string, name: string): unknown {
  const { vars } = inventory.hosts.get(host)!;
  const layers = [...inventory.ancestors(inventory.hosts.get(host)!).map((group) => group.vars), vars];
  const binding = layers.findLast((layer) => layer.has(name))?.get(name);
  return binding && 'node' in binding && binding.node.kind === 'scalar' ? binding.node.value : binding;
}

test('the example at the root has the hosts that it says', async () => {
  const inventory = await readExample();
  expect(inventoryGraph(inventory).join('\n')).toBe(
    [
      '@all:',
      '  |--@ungrouped:',
      '  |  |--bastion.example.com',
      '  |--@web:',
      '  |  |--web01.example.com',
      '  |  |--web02.example.com',
      '  |  |--web03.example.com',
      '  |  |--web04.example.com',
      '  |--@db:',
      '  |  |--db-primary',
      '  |  |--db-replica',
      '  |--@production:',
      '  |  |--@web:',
      '  |  |  |--web01.example.com',
      '  |  |  |--web02.example.com',
      '  |  |  |--web03.example.com',
      '  |  |  |--web04.example.com',
      '  |  |--@db:',
      '  |  |  |--db-primary',
      '  |  |  |--db-replica',
      '  |--@staging:',
      '  |  |--web04.example.com',
      '  |--@controller:',
      '  |  |--localhost',
    ].join('\n'),
  );
  expect(inventory.folders).toEqual([root]);
  expect(inventory.hosts.get('web01.example.com')!.vars.get('inventory_file')).toEqual({
    value: join(root, 'inventory.example.yaml'),
    safe: true,
  });
});

test.each([
  ['bastion.example.com', 'ansible_user', 'deploy'],
  ['bastion.example.com', 'ansible_port', 2222],
  ['db-primary', 'ansible_user', 'postgres'],
  ['db-replica', 'db_role', 'replica'],
  ['web03.example.com', 'environment_name', 'production'],
  ['web04.example.com', 'environment_name', 'staging'],
  ['localhost', 'ansible_connection', 'local'],
])('%s has %s %s', async (host, name, value) => {
  expect(variable(await readExample(), host, name)).toBe(value);
});

test('the pattern in its comment chooses what it should', async () => {
  expect(selectHosts(await readExample(), 'web:!staging').map(({ name }) => name)).toEqual([
    'web01.example.com',
    'web02.example.com',
    'web03.example.com',
  ]);
});
