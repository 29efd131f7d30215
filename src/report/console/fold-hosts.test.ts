import fc from 'fast-check';
import { expect, test } from 'vitest';
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
  [['rack1-node1', 'rack1-node2', 'rack2-node1', 'rack2-node2'], 'rack1-node[1-2],rack2-node[1-2]'],
  [['solo'], 'solo'],
  [['web01', 'web01'], 'web01'],
  [['web3', 'web1', 'web2'], 'web[1-3]'],
  [['a99999999999999999998', 'a99999999999999999999'], 'a99999999999999999998,a99999999999999999999'],
  [[], ''],
])('%j', (hosts, folded) => {
  expect(foldHosts(hosts)).toBe(folded);
});

test('a fleet of ten thousand is one range', () => {
  expect(foldHosts(Array.from({ length: 10_000 }, (_, n) => `n${n}`))).toBe('n[0-9999]');
});

test('names exactly the hosts it was given', () => {
  const digits = fc.string({ unit: fc.constantFrom('0', '1', '8', '9'), maxLength: 3 });
  const host = fc.tuple(fc.constantFrom('web', 'db', '', '-'), digits, fc.constantFrom('', '.a', '.dc1', '-2'), digits);
  const hosts = fc.array(
    host.map((parts) => parts.join('')).filter((name) => name !== ''),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(hosts, (names) => {
      expect(unfold(foldHosts(names)).sort()).toEqual([...new Set(names)].sort());
    }),
    { numRuns: 2000 },
  );
});

/** The names that a folded text stands for. */
function unfold(folded: string): string[] {
  if (folded === '') return [];
  return folded.split(/,(?![^[]*\])/).flatMap((part) => {
    const match = /^(.*)\[(.*)\](.*)$/.exec(part);
    if (match === null) return [part];
    return match[2]!.split(',').flatMap((range) => numbersOf(range).map((number) => `${match[1]}${number}${match[3]}`));
  });
}

function numbersOf(range: string): string[] {
  const [first, last = first] = range.split('-') as [string, string?];
  if (first === last) return [first];
  const width = first.length === last.length ? first.length : 0;
  const numbers: string[] = [];
  for (let number = Number(first); number <= Number(last); number++) numbers.push(String(number).padStart(width, '0'));
  return numbers;
}
