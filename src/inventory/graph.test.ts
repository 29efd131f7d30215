import { expect, test } from 'vitest';
import { inventoryGraph } from './graph.ts';
import { Inventory } from './inventory.ts';
import { inventoryList } from './list.ts';

function fleet(): Inventory {
  const inventory = new Inventory();
  inventory.addChild('prod', 'web');
  inventory.addHost('web1', ['web']);
  inventory.addHost('web2', ['web', 'db']);
  inventory.addHost('solo', ['all']);
  inventory.addGroup('empty');
  return inventory;
}

/** As `ansible-inventory --graph` of ansible-core 2.14 draws it. */
test('a graph shows groups in groups, then hosts', () => {
  expect(inventoryGraph(fleet())).toEqual([
    '@all:',
    '  |--@ungrouped:',
    '  |  |--solo',
    '  |--@prod:',
    '  |  |--@web:',
    '  |  |  |--web1',
    '  |  |  |--web2',
    '  |--@db:',
    '  |  |--web2',
    '  |--@empty:',
  ]);
});

test('a graph may begin at a group and show variables, sorted', () => {
  const variables = {
    ofGroup: () => new Map([['kind', 'group']]),
    ofHost: ({ name }: { name: string }) =>
      new Map([
        ['z', '1'],
        ['name', name],
      ]),
  };
  expect(inventoryGraph(fleet(), 'prod', variables)).toEqual([
    '@prod:',
    '  |--@web:',
    '  |  |--web1',
    '  |  |  |--{name = web1}',
    '  |  |  |--{z = 1}',
    '  |  |--web2',
    '  |  |  |--{name = web2}',
    '  |  |  |--{z = 1}',
    '  |  |--{kind = group}',
    '  |--{kind = group}',
  ]);
});

test('a graph of an unknown group is empty', () => {
  expect(inventoryGraph(fleet(), 'none')).toEqual([]);
});

/** As `ansible-inventory --list` of ansible-core 2.14 prints it. */
test('a list has the groups that have something, and the variables of hosts', () => {
  const vars = (host: { name: string }) => (host.name === 'web1' ? { x: 1 } : undefined);
  expect(inventoryList(fleet(), vars)).toEqual({
    _meta: { hostvars: { web1: { x: 1 } } },
    all: { children: ['ungrouped', 'prod', 'db', 'empty'] },
    ungrouped: { hosts: ['solo'] },
    prod: { children: ['web'] },
    web: { hosts: ['web1', 'web2'] },
    db: { hosts: ['web2'] },
  });
});
