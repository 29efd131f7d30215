import { expect, it } from 'vitest';
import { Inventory } from './inventory.ts';
import { inventoryTree } from './tree.ts';

it('writes hosts with their variables once, and groups where they belong', () => {
  const inventory = new Inventory();
  inventory.addHost('solo');
  inventory.addHost('web1', ['web', 'new']);
  inventory.addHost('db1', ['db']);
  inventory.addChild('prod', 'web');
  inventory.addChild('prod', 'db');
  const tree = inventoryTree(inventory, (host) => (host.name === 'web1' ? { port: 80 } : undefined));
  expect(tree).toEqual({
    all: {
      children: {
        ungrouped: { hosts: { solo: {} } },
        new: { hosts: { web1: { port: 80 } } },
        prod: { children: { web: { hosts: { web1: {} } }, db: { hosts: { db1: {} } } } },
      },
    },
  });
});
