import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Inventory } from './inventory.ts';

const names = (hosts: readonly { readonly name: string }[]) => hosts.map(({ name }) => name);

/** An inventory of groups, each with its parents and hosts. */
function inventoryOf(groups: Record<string, { under?: string[]; hosts?: string[]; priority?: number }>): Inventory {
  const inventory = new Inventory();
  for (const [name, { under = [], hosts = [], priority }] of Object.entries(groups)) {
    inventory.addGroup(name);
    for (const parent of under) expect(inventory.addChild(parent, name)).toBeUndefined();
    for (const host of hosts) inventory.addHost(host, [name]);
    if (priority !== undefined) inventory.prioritise(name, priority);
  }
  return inventory;
}

describe('groups', () => {
  test('all and ungrouped are there from the start', () => {
    const inventory = new Inventory();
    expect([...inventory.groups.keys()]).toEqual(['all', 'ungrouped']);
    expect([...inventory.groups.get('all')!.children]).toEqual(['ungrouped']);
  });

  test('one without a parent is a child of all, until it gets a parent', () => {
    const inventory = inventoryOf({ web: {}, prod: {} });
    expect([...inventory.groups.get('all')!.children]).toEqual(['ungrouped', 'web', 'prod']);
    inventory.addChild('prod', 'web');
    expect([...inventory.groups.get('all')!.children]).toEqual(['ungrouped', 'prod']);
    expect([...inventory.groups.get('web')!.parents]).toEqual(['prod']);
  });

  test('one that was put into all stays there', () => {
    const inventory = inventoryOf({ web: { under: ['all'] }, prod: {} });
    inventory.addChild('prod', 'web');
    expect([...inventory.groups.get('web')!.parents]).toEqual(['all', 'prod']);
  });

  test('a circle is refused and named', () => {
    const inventory = inventoryOf({ a: {}, b: { under: ['a'] }, c: { under: ['b'] } });
    expect(inventory.addChild('c', 'a')).toEqual(['a', 'b', 'c', 'a']);
    expect(inventory.addChild('a', 'a')).toEqual(['a', 'a']);
    expect(inventory.addChild('c', 'all')).toEqual(['all', 'c', 'all']);
    expect(inventory.groups.get('c')!.children.size).toBe(0);
  });
});

describe('hosts', () => {
  test('one without a group is ungrouped, until it gets a group', () => {
    const inventory = new Inventory();
    const host = inventory.addHost('solo');
    expect(inventory.groupNames(host)).toEqual(['ungrouped']);
    inventory.addHost('solo', ['web']);
    expect(inventory.groupNames(host)).toEqual(['web']);
    expect(names(inventory.hostsOf('ungrouped'))).toEqual([]);
    inventory.addHost('solo', ['ungrouped']);
    expect(inventory.groupNames(host)).toEqual(['web']);
  });

  test('those of a group are its own, then those below, level by level, each once', () => {
    const inventory = inventoryOf({
      top: { hosts: ['t'] },
      left: { under: ['top'], hosts: ['l'] },
      right: { under: ['top'], hosts: ['r', 't'] },
      deep: { under: ['left'], hosts: ['d', 'r'] },
    });
    expect(names(inventory.hostsOf('top'))).toEqual(['t', 'l', 'r', 'd']);
    expect(names(inventory.hostsOf('all'))).toEqual(['t', 'l', 'r', 'd']);
    expect(inventory.hostsOf('none')).toEqual([]);
  });

  test('those of all follow the order of its groups, its own first', () => {
    const inventory = inventoryOf({ web: { hosts: ['w'] } });
    inventory.addHost('a', ['all']);
    inventory.addHost('b');
    expect(names(inventory.hostsOf('all'))).toEqual(['a', 'b', 'w']);
  });

  test('a host that a task adds is seen at once', () => {
    const inventory = inventoryOf({ web: { hosts: ['w1'] } });
    expect(names(inventory.hostsOf('web'))).toEqual(['w1']);
    inventory.addHost('w2', ['web', 'new']);
    expect(names(inventory.hostsOf('web'))).toEqual(['w1', 'w2']);
    expect(names(inventory.hostsOf('new'))).toEqual(['w2']);
    expect([...inventory.groups.get('all')!.children]).toEqual(['ungrouped', 'web', 'new']);
  });
});

describe('localhost', () => {
  test('is implied, with a local connection, and in no group', () => {
    const inventory = inventoryOf({ web: { hosts: ['w'] } });
    const host = inventory.host('localhost')!;
    expect(host).toMatchObject({ name: 'localhost', implicit: true });
    expect(host.vars.get('ansible_connection')).toEqual({ value: 'local', safe: true });
    expect(names(inventory.hostsOf('all'))).toEqual(['w']);
    expect(names(inventory.ancestors(host))).toEqual(['all']);
    expect(inventory.groupNames(host)).toEqual([]);
    expect(inventory.host('127.0.0.1')).toBe(host);
    expect(inventory.host('elsewhere')).toBeUndefined();
  });

  test('that the inventory names is an ordinary host, under its other names too', () => {
    const inventory = new Inventory();
    inventory.host('localhost');
    const host = inventory.addHost('127.0.0.1');
    expect(inventory.host('localhost')).toBe(host);
    expect(host.implicit).toBe(false);
    expect(host.vars.size).toBe(0);
  });
});

describe('precedence', () => {
  const lineage = (inventory: Inventory, host: string) => names(inventory.ancestors(inventory.hosts.get(host)!));

  test('all is weakest, then by depth, then by name', () => {
    const inventory = inventoryOf({
      zebra: { hosts: ['h'] },
      apple: { hosts: ['h'] },
      deep: { under: ['zebra'], hosts: ['h'] },
    });
    expect(lineage(inventory, 'h')).toEqual(['all', 'apple', 'zebra', 'deep']);
  });

  test('a priority decides among groups that are equally deep', () => {
    const inventory = inventoryOf({
      a: { hosts: ['h'], priority: 10 },
      b: { hosts: ['h'] },
      c: { under: ['b'], hosts: ['h'] },
    });
    expect(lineage(inventory, 'h')).toEqual(['all', 'b', 'a', 'c']);
    inventory.prioritise('b', 20);
    expect(lineage(inventory, 'h')).toEqual(['all', 'a', 'b', 'c']);
  });

  test('the depth of a group is its longest way down from all', () => {
    const inventory = inventoryOf({
      a: {},
      b: { under: ['a'] },
      c: { under: ['a', 'b'], hosts: ['h'] },
      d: { under: ['a'], hosts: ['h'] },
    });
    expect(lineage(inventory, 'h')).toEqual(['all', 'a', 'b', 'd', 'c']);
  });

  test('group_names is sorted and without all', () => {
    const inventory = inventoryOf({ web: { hosts: ['h'] }, prod: { hosts: ['h'] }, eu: {} });
    inventory.addChild('eu', 'prod');
    expect(inventory.groupNames(inventory.hosts.get('h')!)).toEqual(['eu', 'prod', 'web']);
  });
});

test('whatever is added, every group descends from all and every host is in a group, in none of them twice', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'all', 'ungrouped');
  const addHost = fc.record({ host: fc.constantFrom('h1', 'h2', 'h3'), groups: fc.array(name, { maxLength: 3 }) });
  const addChild = fc.record({ parent: name, child: name });
  fc.assert(
    fc.property(fc.array(fc.oneof(addHost, addChild)), (steps) => {
      const inventory = new Inventory();
      for (const step of steps) {
        if ('host' in step) inventory.addHost(step.host, step.groups);
        else inventory.addChild(step.parent, step.child);
      }
      const everyone = names(inventory.hostsOf('all'));
      expect(everyone.toSorted()).toEqual([...inventory.hosts.keys()].sort());
      for (const host of inventory.hosts.values()) {
        const lineage = inventory.ancestors(host);
        expect(lineage[0]?.name === 'all' || lineage.some(({ name }) => name === 'all')).toBe(true);
        const groups = inventory.groupNames(host);
        expect(groups.length).toBeGreaterThan(0);
        expect(new Set(groups).size).toBe(groups.length);
      }
    }),
  );
});
