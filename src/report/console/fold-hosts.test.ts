import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Inventory } from '../../inventory/inventory.ts';
import { selectHosts } from '../../inventory/select-hosts.ts';
import { Diagnostics } from '../../source/diagnostic.ts';
import { foldHosts } from './fold-hosts.ts';

test.each([
  [['web01', 'web02', 'web03', 'db1'], 'web[01-03],db1'],
  [['web1', 'web2', 'web9', 'web10', 'web11'], 'web[1-2,9-11]'],
  [['web08', 'web09', 'web10', 'web99', 'web100'], 'web[08-10,99-100]'],
  [['web098', 'web099', 'web100'], 'web[098-100]'],
  [['web9', 'web010'], 'web[9,010]'],
  [['web1', 'web01', 'web001'], 'web[1,01,001]'],
  [['web1.example.com', 'web2.example.com'], 'web[1-2].example.com'],
  [['web1.dc2', 'web2.dc2', 'web3.dc2', 'web9.dc1'], 'web[1-3].dc2,web9.dc1'],
  [['10.0.0.7', '10.0.0.8', '10.0.1.7'], '10.0.0.[7-8],10.0.1.7'],
  [['rack1-node1', 'rack1-node2', 'rack2-node1', 'rack2-node2'], 'rack1-node[1,2],rack2-node[1,2]'],
  [['solo'], 'solo'],
  [['web01', 'web01'], 'web01'],
  [['web3', 'web1', 'web2'], 'web[1,2-3]'],
  [['127.0.1.1', '127.0.1.2', '127.0.1.3'], '127.0.1.[1-3]'],
  [['n001', 'n002', 'n003', 'n009'], 'n[001-003,009]'],
  [['a99999999999999999998', 'a99999999999999999999'], 'a99999999999999999998,a99999999999999999999'],
  [[], ''],
])('%j', (hosts, folded) => {
  expect(foldHosts(hosts)).toBe(folded);
});

test('a fleet of ten thousand is one range', () => {
  expect(foldHosts(Array.from({ length: 10_000 }, (_, n) => `n${n}`))).toBe('n[0,1-9999]');
});

describe('given back as a pattern', () => {
  const digits = fc.string({ unit: fc.constantFrom('0', '1', '8', '9'), maxLength: 3 });
  const named = fc.tuple(
    fc.constantFrom('web', 'db', 'n-', 'a.b'),
    digits,
    fc.constantFrom('', '.a', '.dc1', '-2'),
    digits,
  );
  const address = fc.tuple(
    fc.constantFrom('127.0.1.', '10.0.', '2001:db8::', 'fe80::a:'),
    fc.integer({ min: 1, max: 12 }).map(String),
  );
  const host = fc.oneof(named, address).map((parts) => parts.join('').replace(/^10\.0\.\d+$/, '$&.7'));
  const hosts = fc.uniqueArray(host, { minLength: 1, maxLength: 30 });

  test('it means exactly the hosts that it was made of', () => {
    fc.assert(
      fc.property(hosts, hosts, (shown, others) => {
        expect(selected(foldHosts(shown), [...others, ...shown])).toEqual([...shown].sort());
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['web[1-3]', 'web[01:03]', 'n[1-2]'])(
    '%s is never written, since it could be places in a group',
    (text) => {
      expect(foldHosts(['web1', 'web2', 'web3', 'n1', 'n2']).split(/,(?![^[]*\])/)).not.toContain(text);
    },
  );
});

/** The hosts that a pattern finds in an inventory of these, where groups are called as the hosts are without their numbers. */
function selected(pattern: string, names: readonly string[]): string[] {
  const inventory = new Inventory();
  const diagnostics = new Diagnostics();
  for (const name of names)
    for (const [group] of name.matchAll(/[a-z]+/g)) inventory.addHost(name, [group, `${group}s`]);
  for (const name of names) inventory.addHost(name, ['all']);
  const found = selectHosts(inventory, pattern, { diagnostics, strict: true });
  expect(diagnostics.all).toEqual([]);
  return found.map(({ name }) => name).sort();
}
