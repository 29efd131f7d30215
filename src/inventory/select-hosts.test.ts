import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../source/diagnostic.ts';
import { Sources } from '../source/sources.ts';
import { Inventory } from './inventory.ts';
import { readLimit } from './limit.ts';
import { parsePattern } from './pattern.ts';
import { selectHosts } from './select-hosts.ts';

function fleet(): Inventory {
  const inventory = new Inventory();
  for (const host of ['web01', 'web02', 'web03', 'web.example.com']) inventory.addHost(host, ['web']);
  for (const host of ['db-a', 'db-b', 'web01']) inventory.addHost(host, ['db']);
  inventory.addChild('prod', 'web');
  inventory.addChild('prod', 'db');
  inventory.addHost('solo', ['stray']);
  inventory.addHost('2001:db8::5');
  return inventory;
}

function select(pattern: string): { hosts: string[]; said: string[] } {
  const diagnostics = new Diagnostics();
  const hosts = selectHosts(fleet(), pattern, { diagnostics }).map(({ name }) => name);
  return { hosts, said: diagnostics.all.map(({ severity, message, help }) => `${severity}: ${message}; ${help}`) };
}

const web = ['web01', 'web02', 'web03', 'web.example.com'];
const db = ['db-a', 'db-b'];

/** Every line was run through `ansible --list-hosts` of ansible-core 2.14, which lists the same hosts in the same order. */
describe('a pattern', () => {
  const cases: readonly (readonly [pattern: string, hosts: readonly string[]])[] = [
    ['all', ['2001:db8::5', 'solo', ...web, ...db]],
    ['*', ['2001:db8::5', 'solo', ...web, ...db]],
    ['web', web],
    ['web:db', [...web, ...db]],
    ['web,db', [...web, ...db]],
    ['db,web', [...db, ...web]],
    ['web db', [...web, ...db]],
    ['web:&db', ['web01']],
    ['web:!db', ['web02', 'web03', 'web.example.com']],
    ['!db:web', ['web02', 'web03', 'web.example.com']],
    ['prod:!web02:&web', ['web01', 'web03', 'web.example.com']],
    ['!web', ['2001:db8::5', 'solo', ...db]],
    ['&db', ['web01', ...db]],
    ['solo,web02,solo', ['solo', 'web02']],
    ['web[0]', ['web01']],
    ['web[-1]', ['web.example.com']],
    ['web[1:2]', ['web02', 'web03']],
    ['web[2:]', ['web03', 'web.example.com']],
    ['web[1-2]', ['web02', 'web03']],
    ['web[3:9]', ['web.example.com']],
    ['prod:!web[0]', ['web02', 'web03', 'web.example.com', ...db]],
    ['web0*', ['web01', 'web02', 'web03']],
    ['w*', web],
    ['w*[0:1]', ['web01', 'web02']],
    ['web0?', ['web01', 'web02', 'web03']],
    ['*.example.com', ['web.example.com']],
    ['db-[ab]', db],
    ['~web0[13]', ['web01', 'web03']],
    ['~(web|db)$', [...web, ...db]],
    ['~(?i)SOLO', ['solo']],
    ['2001:db8::5', ['2001:db8::5']],
    ['ungrouped', ['2001:db8::5']],
    ['localhost', ['localhost']],
    ['127.0.0.1', ['127.0.0.1']],
    ['', ['2001:db8::5', 'solo', ...web, ...db]],
  ];

  test.each(cases)('%s', (pattern, hosts) => {
    expect(select(pattern)).toEqual({ hosts, said: [] });
  });
});

describe('what a pattern can have wrong', () => {
  const cases: readonly (readonly [pattern: string, hosts: readonly string[], said: readonly string[]])[] = [
    ['wbe', [], ['warning: no host or group matches `wbe`; did you mean `web`?']],
    ['web:!bd', web, ['warning: no host or group matches `bd`; did you mean `db`?']],
    [
      'kitchen,solo',
      ['solo'],
      ['warning: no host or group matches `kitchen`; see what there is: `runbook inventory --graph`'],
    ],
    ['web[4]', [], ['error: `web[4]` asks for a host that is not there: `web` has 4; write `web[0]` to `web[3]`']],
    ['web[-5]', [], ['error: `web[-5]` asks for a host that is not there: `web` has 4; write `web[0]` to `web[3]`']],
  ];

  test.each(cases)('%s', (pattern, hosts, said) => {
    expect(select(pattern)).toEqual({ hosts, said });
  });

  test('an inventory without hosts says how to give one', () => {
    const diagnostics = new Diagnostics();
    selectHosts(new Inventory(), 'web', { diagnostics });
    expect(diagnostics.all[0]?.help).toBe('the inventory has no hosts: give one with `-i`');
  });

  test.each([
    ['~web(', '~web('],
    ['web,!', '!'],
    ['web , & , db', '&'],
  ])('%s has a part without meaning', (pattern, part) => {
    const { problems } = parsePattern(pattern);
    expect(problems.map(({ start, end }) => pattern.slice(start, end))).toEqual([part]);
    expect(select(pattern).said[0]).toMatch(/^error: /);
  });

  test.each([
    ['hosts: web:wbe', 11, 14],
    ['hosts: "web:wbe"', 12, 15],
    ['hosts: >-\n  web:\n  wbe', 7, 22],
  ])('%j is marked where the part stands', (text, start, end) => {
    const diagnostics = new Diagnostics();
    const value = text.includes('>') ? 'web: wbe' : 'web:wbe';
    const span = { file: 'site.yaml', start: 7, end: text.length };
    selectHosts(fleet(), value, { diagnostics, span });
    expect(diagnostics.all.map((diagnostic) => diagnostic.span)).toEqual([{ file: 'site.yaml', start, end }]);
  });
});

describe('a limit', () => {
  test('may name a file with one part a line', () => {
    const sources = new Sources();
    sources.add('<retry>', '# failed last time\nweb01\n\n  db-* \n!db-b\n');
    const limit = readLimit('solo,@<retry>', (file) => sources.read(file));
    expect(selectHosts(fleet(), limit).map(({ name }) => name)).toEqual(['solo', 'web01', 'db-a']);
  });

  test('complains when the file is not there', () => {
    expect(() => readLimit('@/nowhere/retry', (file) => new Sources().read(file))).toThrow(
      'there is no file `/nowhere/retry`',
    );
  });
});

test('any pattern is read, and selects each host at most once', () => {
  const pieces = fc.constantFrom(
    'web',
    'db',
    'all',
    ':',
    ',',
    '!',
    '&',
    '~',
    '*',
    '?',
    '[',
    ']',
    '0',
    '-1',
    '1:2',
    ' ',
    '(',
    '@',
    '.',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 10 }), (parts) => {
      const { hosts } = select(parts.join(''));
      expect(new Set(hosts).size).toBe(hosts.length);
    }),
  );
});

test('keeping and removing a part are opposites', () => {
  const part = fc.constantFrom('web', 'db', 'w*', '~.*[12]', 'web[1:2]', 'solo', 'prod');
  fc.assert(
    fc.property(part, part, (base, other) => {
      const both = [...select(`${base},&${other}`).hosts, ...select(`${base},!${other}`).hosts];
      expect(both.toSorted()).toEqual(select(base).hosts.toSorted());
    }),
  );
});

describe('brackets', () => {
  const inventory = new Inventory();
  for (const name of ['web01', 'web02', 'web03', 'web04']) inventory.addHost(name, ['web']);
  for (const name of ['n1', 'n2', 'n3', 'n4', 'n10', 'n1.x', 'n2.x']) inventory.addHost(name, ['n']);
  for (const name of ['2001:db8::1', '2001:db8::2', '127.0.1.9', '127.0.1.10']) inventory.addHost(name, ['rest']);

  const select = (pattern: string, strict = false) => {
    const diagnostics = new Diagnostics();
    const hosts = selectHosts(inventory, pattern, { diagnostics, strict }).map(({ name }) => name);
    return [
      hosts.join(' '),
      ...diagnostics.all.map(({ severity, message, help }) => `${severity}: ${message}; ${help}`),
    ];
  };

  test.each([
    ['web[01-03]', 'web01 web02 web03'],
    ['web[01,03-04]:&web', 'web01 web03 web04'],
    ['n[1,2-3],web[01,04]', 'n1 n2 n3 web01 web04'],
    ['n[1-2].x', 'n1.x n2.x'],
    ['n[0-9].x', 'n1.x n2.x'],
    ['127.0.1.[9-10]', '127.0.1.9 127.0.1.10'],
    ['2001:db8::[1-2]', '2001:db8::1 2001:db8::2'],
    ['all:!n[1,2-4,10]:!rest', 'web01 web02 web03 web04 n1.x n2.x'],
    ['web[1:2]', 'web02 web03'],
    ['web[1-2]', 'web02 web03'],
    ['n[1:2]', 'n2 n3'],
    ['n[0:0]', 'n1'],
    ['web0[1:2]', 'web01 web02'],
  ])('%s', (pattern, ...said) => {
    expect(select(pattern)).toEqual(said);
  });

  test.each([
    [
      'n[1-2]',
      'write `n[1,2]` for the hosts so called: n1, n2; or `n[1:2]` for hosts of `n` by their place, counted from 0: n2, n3',
    ],
    [
      'web[01:03]',
      'write `web[01-03]` for the hosts so called: web01, web02, web03; or `web[1:3]` for hosts of `web` by their place, counted from 0: web02, web03, web04',
    ],
    [
      'web[02]',
      'write `web02` for the hosts so called: web02; or `web[2]` for hosts of `web` by their place, counted from 0: web03',
    ],
  ])('%s has two readings', (pattern, help) => {
    expect(select(pattern)).toEqual(['', `error: \`${pattern}\` could mean two things; ${help}`]);
  });

  test('a part that finds nothing is an error in what is typed for one run', () => {
    expect(select('web01,web[04-05],wbe', true)).toEqual([
      'web01 web04',
      'error: `web[04-05]` names hosts that are not there: `web05`; see what there is: `runbook inventory --graph`',
      'error: no host or group matches `wbe`; did you mean `web`?',
    ]);
  });
});
