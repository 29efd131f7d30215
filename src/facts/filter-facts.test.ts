import { expect, it } from 'vitest';
import { dict } from '../template/value.ts';
import { filterFacts } from './filter-facts.ts';

const facts = dict({ hostname: 'a', eth0: 'b', memtotal_mb: 1, memfree_mb: 2 });

it.each([
  [[], ['hostname', 'eth0', 'memtotal_mb', 'memfree_mb']],
  [[''], ['hostname', 'eth0', 'memtotal_mb', 'memfree_mb']],
  [['*'], ['hostname', 'eth0', 'memtotal_mb', 'memfree_mb']],
  [['hostname'], ['hostname']],
  [['ansible_hostname'], ['hostname']],
  [
    ['ansible_eth*', 'mem?*_mb'],
    ['eth0', 'memtotal_mb', 'memfree_mb'],
  ],
  [['nonsense'], []],
])('%j keeps %j', (patterns, expected) => {
  expect([...filterFacts(facts, patterns).keys()]).toEqual(expected);
});
