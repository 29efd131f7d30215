import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stillWorld } from '../../test/rig/template-context.ts';
import { Diagnostics } from '../source/diagnostic.ts';
import type { Node } from '../source/node.ts';
import { renderDiagnostics } from '../source/render.ts';
import { Sources } from '../source/sources.ts';
import { Float } from '../std/float.ts';
import type { Bindings } from '../template/binding.ts';
import { watched } from '../template/unsafe.ts';
import type { Inventory } from './inventory.ts';
import { type InventoryList, inventoryList } from './list.ts';
import { HostContext } from './read/host-context.ts';
import { type ReadInventoryOptions, readInventory } from './read-inventory.ts';

const golden = join(import.meta.dirname, 'golden');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inventory-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes files below the folder of the test; one that begins with `#!` may be executed. */
function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    if (text.startsWith('#!')) chmodSync(path, 0o755);
  }
}

interface Reading {
  readonly inventory: Inventory;
  /** What is said of the sources, framed. */
  readonly said: string;
}

async function read(list: readonly string[], rest: Partial<ReadInventoryOptions> = {}): Promise<Reading> {
  const [sources, diagnostics] = [new Sources(), new Diagnostics()];
  const inventory = await readInventory(list, { sources, diagnostics, cwd: folder, ...rest });
  return { inventory, said: renderDiagnostics(diagnostics.all, sources, { colour: false, cwd: folder }) };
}

/** Reads files that have nothing wrong with them, all of them unless a list of sources is given. */
async function readWell(files: Record<string, string>, list = Object.keys(files)): Promise<Inventory> {
  write(files);
  const { inventory, said } = await read(list);
  expect(said).toBe('');
  return inventory;
}

function data(node: Node): unknown {
  if (node.kind === 'scalar') return node.value instanceof Float ? node.value.value : node.value;
  if (node.kind === 'seq') return node.items.map(data);
  return Object.fromEntries(node.entries.map(({ key, value }) => [String(key.value), data(value)]));
}

function plainVars(vars: Bindings): Record<string, unknown> {
  const own = [...vars].filter(([name]) => !name.startsWith('inventory_'));
  return Object.fromEntries(
    own.map(([name, binding]) => [name, 'node' in binding ? data(binding.node) : binding.value]),
  );
}

/** The inventory as `--list` has it, with the hosts' own variables. */
function listed(inventory: Inventory): InventoryList<unknown> {
  return inventoryList(inventory, (host) => {
    const vars = plainVars(host.vars);
    return Object.keys(vars).length === 0 ? undefined : vars;
  });
}

const groupVars = (inventory: Inventory, name: string) => plainVars(inventory.groups.get(name)!.vars);

describe('YAML', () => {
  test('has groups with hosts, children and variables', async () => {
    const inventory = await readWell({
      'hosts.yaml': [
        'all:',
        '  vars: {owner: ops}',
        '  hosts:',
        '    lone: {x: 1}',
        '  children:',
        '    web:',
        '      hosts:',
        '        web[01:03]: {port: 80}',
        '        web02.example.com:2222:',
        '      vars: {ansible_group_priority: 5, kind: web}',
        '    prod: {children: {web: }}',
        'stray:',
        '  hosts: solo',
      ].join('\n'),
    });
    expect(listed(inventory)).toEqual({
      all: { children: ['ungrouped', 'web', 'prod', 'stray'] },
      ungrouped: { hosts: ['lone'] },
      web: { hosts: ['web01', 'web02', 'web03', 'web02.example.com'] },
      prod: { children: ['web'] },
      stray: { hosts: ['solo'] },
      _meta: {
        hostvars: {
          lone: { x: 1 },
          web01: { port: 80 },
          web02: { port: 80 },
          web03: { port: 80 },
          'web02.example.com': { ansible_port: 2222 },
        },
      },
    });
    expect(groupVars(inventory, 'all')).toEqual({ owner: 'ops' });
    expect(groupVars(inventory, 'web')).toEqual({ kind: 'web' });
    expect(inventory.groups.get('web')!.priority).toBe(5);
  });

  test('may be JSON, or empty', async () => {
    const inventory = await readWell({
      'a.json': '{"web": {"hosts": {"a": {"n": 1.0}}}}',
      'b.yml': '',
      'c.yml': '---\n',
    });
    expect(listed(inventory)).toMatchObject({ web: { hosts: ['a'] }, _meta: { hostvars: { a: { n: 1 } } } });
  });

  test('gives variables with their places, and hosts their source', async () => {
    const { vars } = (await readWell({ 'hosts.yaml': 'web:\n  hosts:\n    a: {x: "{{ y }}"}\n' })).hosts.get('a')!;
    const file = join(folder, 'hosts.yaml');
    expect(vars.get('x')).toEqual({
      node: { kind: 'scalar', value: '{{ y }}', plain: false, span: { file, start: 25, end: 34 } },
    });
    expect(vars.get('inventory_file')).toEqual({ value: file, safe: true });
    expect(vars.get('inventory_dir')).toEqual({ value: folder, safe: true });
  });
});

describe('INI', () => {
  test('has sections, ranges, aliases and values that are Python literals', async () => {
    const inventory = await readWell({
      hosts: [
        '# first',
        'lone ansible_host=10.0.0.1 n=1 s="1" t=\'"1"\' l="[1, 2]" # rest',
        '; more',
        '[web]',
        'web[01:02]:2222 user=admin',
        '[2001:db8::1]:22',
        'plain',
        '',
        '[prod:children]  # soon',
        'web',
        'late',
        '[prod:vars]',
        'n=1',
        's="1"',
        'w=word # not a comment',
        'u = 8080 # one',
        'e=',
        'eq=a=b',
        'ansible_group_priority=3',
        '[late]',
      ].join('\r\n'),
    });
    expect(listed(inventory)).toEqual({
      all: { children: ['ungrouped', 'prod'] },
      ungrouped: { hosts: ['lone'] },
      web: { hosts: ['web01', 'web02', '2001:db8::1', 'plain'] },
      prod: { children: ['web', 'late'] },
      _meta: {
        hostvars: {
          lone: { ansible_host: '10.0.0.1', n: 1, s: 1, t: '1', l: [1, 2] },
          web01: { ansible_port: 2222, user: 'admin' },
          web02: { ansible_port: 2222, user: 'admin' },
          '2001:db8::1': { ansible_port: 22 },
        },
      },
    });
    expect(groupVars(inventory, 'prod')).toEqual({
      n: 1,
      s: '1',
      w: 'word # not a comment',
      u: 8080,
      e: '',
      eq: 'a=b',
    });
    expect(inventory.groups.get('prod')!.priority).toBe(3);
  });

  test('gives variables with their places', async () => {
    const { hosts, groups } = await readWell({ 'hosts.ini': '[web]\na x=1 y="b c"\n[web:vars]\nz = word\n' });
    const place = (vars: Bindings, name: string) => {
      const binding = vars.get(name)!;
      if (!('node' in binding)) throw new Error('it has no place');
      return '[web]\na x=1 y="b c"\n[web:vars]\nz = word\n'.slice(binding.node.span.start, binding.node.span.end);
    };
    expect([place(hosts.get('a')!.vars, 'x'), place(hosts.get('a')!.vars, 'y')]).toEqual(['1', '"b c"']);
    expect(place(groups.get('web')!.vars, 'z')).toBe('word');
  });
});

describe('a program', () => {
  const python = (json: string) => `#!/bin/sh\ncat <<'END'\n${json}\nEND\n`;

  test('prints groups, with the variables of hosts under `_meta`', async () => {
    const list = {
      app: { hosts: ['a1', 'w1'], vars: { kind: 'app' }, children: ['sub'] },
      sub: ['s1'],
      single: { x: 1 },
      _meta: { hostvars: { a1: { q: [1, { z: null }] } } },
    };
    write({ 'hosts.sh': python(JSON.stringify(list)) });
    const { inventory } = await read(['hosts.sh']);
    expect(listed(inventory)).toEqual({
      all: { children: ['ungrouped', 'app', 'single'] },
      app: { children: ['sub'], hosts: ['a1', 'w1'] },
      sub: { hosts: ['s1'] },
      single: { hosts: ['single'] },
      _meta: { hostvars: { a1: { q: [1, { z: null }] }, single: { x: 1 } } },
    });
    expect(groupVars(inventory, 'app')).toEqual({ kind: 'app' });
  });

  test('is asked for each host when it has no `_meta`', async () => {
    const script =
      'case $1 in --list) echo \'{"web": {"hosts": ["a", "b"]}}\';; --host) echo "{\\"me\\": \\"$2\\"}";; esac';
    const inventory = await readWell({ 'hosts.sh': `#!/bin/sh\n${script}\n` });
    expect(listed(inventory)._meta).toEqual({ hostvars: { a: { me: 'a' }, b: { me: 'b' } } });
  });

  test('prints text and no templates, unless they are asked for', async () => {
    const list = {
      web: { hosts: ['w1'], vars: { g: '{{ 1 + 1 }}' } },
      _meta: { hostvars: { w1: { h: ['{{ 2 }}'] } } },
    };
    write({ 'hosts.sh': python(JSON.stringify(list)) });
    const values = async (programTemplates: boolean) => {
      const { inventory } = await read(['hosts.sh'], { programTemplates });
      const context = new HostContext([inventory.groups.get('web')!.vars, inventory.hosts.get('w1')!.vars], stillWorld);
      return ['g', 'h'].map((name) => watched(() => context.get(name)));
    };
    expect(await values(false)).toEqual([
      { value: '{{ 1 + 1 }}', unsafe: true },
      { value: ['{{ 2 }}'], unsafe: true },
    ]);
    expect(await values(true)).toEqual([
      { value: 2, unsafe: false },
      { value: [2], unsafe: false },
    ]);
  });

  test('that prints nothing has no hosts', async () => {
    expect((await readWell({ 'hosts.sh': '#!/bin/sh\n' })).hosts.size).toBe(0);
  });

  test('that fails is shown with what it printed on stderr', async () => {
    write({ 'hosts.sh': '#!/bin/sh\necho no credentials >&2\necho at all >&2\nexit 3\n' });
    expect((await read(['hosts.sh'])).said).toBe(
      [
        'error[inventory-script]: the inventory program `hosts.sh --list` failed: it ended with status 3',
        '  = help: it printed on stderr:',
        '    no credentials',
        '    at all',
      ].join('\n'),
    );
  });

  test('that prints no JSON is shown with what it printed', async () => {
    write({ 'hosts.sh': python('{"web": [a]}') });
    expect((await read(['hosts.sh'])).said).toBe(
      [
        'error[inventory-script]: the inventory program printed no JSON: a JSON value is wanted',
        ' ──▶ <hosts.sh --list>:1:10',
        '  │',
        '1 │ {"web": [a]}',
        '  │          ^',
      ].join('\n'),
    );
  });

  test('that prints another shape is shown where it does', async () => {
    write({
      'hosts.sh': python('{"web": {"hosts": "a"}, "db": {"hosts": [1], "vars": []}, "_meta": {"hostvars": {}}}'),
    });
    expect((await read(['hosts.sh'])).said.match(/error.*/g)).toEqual([
      'error[inventory-shape]: the hosts of `web` are an array of names, and this is a text',
      'error[inventory-shape]: the hosts of `db` are an array of names, and this is an integer',
      'error[inventory-shape]: `vars` of `db` is an object, and this is a list',
    ]);
  });

  test('that hangs is killed with what it started', async () => {
    write({ 'hosts.sh': '#!/bin/sh\nsleep 1000 & sleep 1000\n' });
    expect((await read(['hosts.sh'], { scriptTimeoutMs: 50 })).said).toBe(
      [
        'error[inventory-script]: the inventory program `hosts.sh --list` failed: it did not end within 0.05 seconds',
        '  = help: run it by hand to see why; it printed nothing on stderr',
      ].join('\n'),
    );
  });

  test('ends when the run is interrupted', async () => {
    write({ 'hosts.sh': '#!/bin/sh\nsleep 1000\n' });
    expect((await read(['hosts.sh'], { signal: AbortSignal.abort() })).said).toContain('failed: it was interrupted\n');
  });

  test('that may not be executed says how to allow it', async () => {
    write({ 'hosts.sh': '#!/bin/sh\n' });
    chmodSync(join(folder, 'hosts.sh'), 0o644);
    expect((await read(['hosts.sh'])).said).toBe(
      [
        'error[inventory-script]: the inventory program `hosts.sh` may not be executed',
        '  = help: allow it: `chmod +x hosts.sh`',
      ].join('\n'),
    );
  });

  test('is not what a YAML file with a stray permission is', async () => {
    write({ 'hosts.yaml': 'web:\n  hosts: a\n' });
    chmodSync(join(folder, 'hosts.yaml'), 0o755);
    expect(listed((await read(['hosts.yaml'])).inventory)).toMatchObject({ web: { hosts: ['a'] } });
  });
});

describe('sources', () => {
  test('a list of hosts has a comma, and no ranges', async () => {
    const { inventory } = await read(['web1, web2:2222,,[::1]:33,', 'web2,web3']);
    expect(listed(inventory)).toEqual({
      all: { children: ['ungrouped'] },
      ungrouped: { hosts: ['web1', 'web2', '::1', 'web3'] },
      _meta: { hostvars: { web2: { ansible_port: 2222 }, '::1': { ansible_port: 33 } } },
    });
  });

  test('a directory is read in alphabetical order, without what is no inventory', async () => {
    write({
      'inventory/10-static': '[web]\nw1 from=static\n',
      'inventory/20-more.yaml': 'web:\n  hosts:\n    w1: {from: more}\n    w2:\n',
      'inventory/deep/30.yml': 'db:\n  hosts: d1\n',
      'inventory/group_vars/web.yml': 'x: 1',
      'inventory/host_vars/w1': 'x: 1',
      'inventory/notes.md': '# no',
      'inventory/settings.ini': '[no]',
      'inventory/old.yaml.bak': 'no: 3',
      'inventory/.hidden': 'no: 3',
      'inventory/copy~': 'no: 3',
    });
    symlinkSync(join(folder, 'inventory/10-static'), join(folder, 'inventory/40-link'));
    const { inventory, said } = await read(['inventory']);
    expect(said).toBe('');
    expect(listed(inventory)).toEqual({
      all: { children: ['ungrouped', 'web', 'db'] },
      web: { hosts: ['w1', 'w2'] },
      db: { hosts: ['d1'] },
      _meta: { hostvars: { w1: { from: 'static' } } },
    });
    expect(inventory.folders).toEqual([join(folder, 'inventory')]);
  });

  test('several add to one another, and their folders are kept in order', async () => {
    const inventory = await readWell({ 'b/hosts': '[web]\nw1\n', 'a/hosts': '[web]\nw1 x=1\nw2\n' });
    expect(listed(inventory)).toMatchObject({ web: { hosts: ['w1', 'w2'] }, _meta: { hostvars: { w1: { x: 1 } } } });
    expect(inventory.folders).toEqual([join(folder, 'b'), join(folder, 'a')]);
  });

  test('are read again into an inventory that is in use', async () => {
    const inventory = await readWell({ hosts: '[web]\nw1 x=1\n' });
    const w1 = inventory.addHost('w1');
    inventory.addHost('added', ['web']);
    write({ hosts: '[web]\nw1 x=2\nw2\n' });
    await read(['hosts'], { into: inventory });
    expect(inventory.hosts.get('w1')).toBe(w1);
    expect(listed(inventory)).toMatchObject({
      web: { hosts: ['w1', 'added', 'w2'] },
      _meta: { hostvars: { w1: { x: 2 } } },
    });
  });

  test('one that is not there says what may have been meant', async () => {
    expect((await read(['web1'])).said).toBe(
      [
        'error[inventory-not-found]: there is no inventory `web1`',
        '  = help: give a file or a directory, or end a list of hosts with a comma: `-i web1,`',
      ].join('\n'),
    );
  });

  test('a directory with a link that leads nowhere says so, and the rest is read', async () => {
    write({ 'inventory/b': '[web]\nw1\n' });
    symlinkSync('nowhere', join(folder, 'inventory/a'));
    const { inventory, said } = await read(['inventory']);
    expect(said).toBe(`error[file-not-found]: there is no file \`${folder}/inventory/a\``);
    expect([...inventory.hosts.keys()]).toEqual(['w1']);
  });

  test('a pipe is read once', async () => {
    write({ hosts: '#!ini, not a program\n[web]\nw1\n' });
    chmodSync(join(folder, 'hosts'), 0o755);
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const writer = spawn('/bin/sh', ['-c', 'cat hosts > pipe'], { cwd: folder });
    const { inventory } = await read(['pipe']);
    await once(writer, 'exit');
    expect([...inventory.hosts.keys()]).toEqual(['w1']);
  });

  test('a name of a group and of a host is warned of', async () => {
    write({ hosts: '[web]\nweb\n' });
    expect((await read(['hosts'])).said).toBe(
      'warning[inventory-name-clash]: `web` is the name of a group and of a host\n  = help: rename one of them',
    );
  });

  test('ten thousand hosts are no trouble', async () => {
    const inventory = await readWell({ hosts: `[web]\n${'w[1:5000] a=1\n'}[db]\nd[1:5000]\n` });
    expect(inventory.hosts.size).toBe(10_000);
  });
});

describe('a source that cannot be read', () => {
  const files = {
    'good.yaml': 'all: {hosts: {a: }}',
    'bad.yaml': 'all: [',
    'both/a.yaml': 'all: {hosts: {b: }}',
    'both/b.yaml': '[',
  };
  const severities = async (list: string[], unparsed?: 'fail' | 'warn') => {
    write(files);
    const diagnostics = new Diagnostics();
    const inventory = await readInventory(list, {
      sources: new Sources(),
      diagnostics,
      cwd: folder,
      ...(unparsed && { unparsed }),
    });
    return [[...inventory.hosts.keys()].join(), diagnostics.all.map(({ severity }) => severity).join()];
  };

  test.each([
    [['good.yaml', 'bad.yaml'], undefined, ['a', 'error']],
    [['good.yaml', 'bad.yaml'], 'warn', ['a', 'warning']],
    [['nowhere', 'c,'], 'warn', ['c', 'warning']],
    [['both'], 'warn', ['b', 'warning']],
    [['bad.yaml'], 'warn', ['', 'error']],
    [['bad.yaml', 'nowhere'], 'warn', ['', 'error,error']],
  ] as const)('%j with %s', async (list, unparsed, expected) => {
    expect(await severities([...list], unparsed)).toEqual(expected);
  });
});

describe('constructed', () => {
  const hosts = [
    '[web]',
    "web1 zone=a os=Debian roles=\"['x', 'y']\" kv=\"{'env': 'prod', 'e': ''}\"",
    "web2.example.com zone='' os=CentOS",
    '[db]',
    'db1 zone="b c" os=Debian text="{{ zone }}!" num=5',
  ].join('\n');

  const construct = (settings: string) => readWell({ '1-hosts': hosts, '2.yml': `plugin: constructed\n${settings}` });

  test('composes variables', async () => {
    const settings =
      'compose:\n  short: inventory_hostname_short\n  both: "[zone, os]"\n  shout: text\n  group: group_names[0]\n';
    expect(listed(await construct(settings))._meta.hostvars).toMatchObject({
      web1: { short: 'web1', both: ['a', 'Debian'], group: 'web' },
      'web2.example.com': { short: 'web2', both: ['', 'CentOS'], group: 'web' },
      db1: { short: 'db1', both: ['b c', 'Debian'], group: 'db', shout: 'b c!' },
    });
  });

  test('makes groups of conditions, with names that are safe', async () => {
    const inventory = await construct(
      'groups:\n  debian-ones: os == "Debian"\n  1st: inventory_hostname == "web1"\n  none: nosuch\n',
    );
    expect(listed(inventory)).toMatchObject({ debian_ones: { hosts: ['web1', 'db1'] }, _st: { hosts: ['web1'] } });
    expect(inventory.groups.has('none')).toBe(false);
  });

  /** As `ansible-inventory --list` of ansible-core 2.14 names them. */
  const keyed: readonly (readonly [entry: string, groups: Record<string, string[]>])[] = [
    ['key: os', { _Debian: ['web1', 'db1'], _CentOS: ['web2.example.com'] }],
    ['{key: os, prefix: os}', { os_Debian: ['web1', 'db1'], os_CentOS: ['web2.example.com'] }],
    ['{key: zone, prefix: z}', { z_a: ['web1'], z_b_c: ['db1'] }],
    ['{key: zone, prefix: z, default_value: none}', { z_a: ['web1'], z_none: ['web2.example.com'], z_b_c: ['db1'] }],
    ['{key: roles, separator: ""}', { x: ['web1'], y: ['web1'] }],
    ['{key: kv, prefix: kv}', { kv_env_prod: ['web1'], kv_e_: ['web1'] }],
    ['{key: kv, prefix: kv, trailing_separator: false}', { kv_env_prod: ['web1'], kv_e: ['web1'] }],
    ['{key: num, prefix: n}', { n_5: ['db1'] }],
    ['{key: nosuch.deeper, prefix: n}', {}],
  ];

  test.each(keyed)('keyed_groups: %s', async (entry, groups) => {
    const { all, ungrouped, web, db, _meta, ...made } = listed(await construct(`keyed_groups:\n  - ${entry}\n`));
    expect(made).toEqual(Object.fromEntries(Object.entries(groups).map(([name, hosts]) => [name, { hosts }])));
  });

  test('keyed groups may have a parent, and no leading separator', async () => {
    const settings = 'leading_separator: false\nkeyed_groups:\n  - {key: os, parent_group: "by-{{ \'os\' }}"}\n';
    expect(listed(await construct(settings))).toMatchObject({
      by_os: { children: ['Debian', 'CentOS'] },
      Debian: { hosts: ['web1', 'db1'] },
    });
  });

  test('sees vars files and extra vars when it asks for them', async () => {
    write({
      '1-hosts': hosts,
      '2.yml':
        'plugin: constructed\nuse_vars_plugins: true\nuse_extra_vars: true\ncompose: {got: "[g, h | default(0), e]"}\n',
      'group_vars/web.yml': 'g: 1',
      'host_vars/web1.yml': 'h: 2',
    });
    const { inventory } = await read(['1-hosts', '2.yml'], { extraVars: new Map([['e', { value: 3 }]]) });
    expect(listed(inventory)._meta.hostvars).toMatchObject({
      web1: { got: [1, 2, 3] },
      'web2.example.com': { got: [1, 0, 3] },
    });
    expect(inventory.hosts.get('db1')!.vars.has('got')).toBe(false);
  });

  test('that is strict reports each expression for the first host it fails for', async () => {
    write({ '1-hosts': hosts, '2.yml': 'plugin: constructed\nstrict: true\ncompose: {a: nosuch}\n' });
    expect((await read(['1-hosts', '2.yml'])).said).toBe(
      [
        'error[inventory-expression]: for the host `web1`, `nosuch` is undefined',
        ' ──▶ 2.yml:3:14',
        '  │',
        '3 │ compose: {a: nosuch}',
        '  │              ^^^^^^',
        '  = help: give the variable to every host, use `default(...)`, or remove `strict: true`',
      ].join('\n'),
    );
  });
});

describe('what is said of a wrong inventory', () => {
  const wrong = readdirSync(golden).filter((name) => !name.endsWith('.txt'));

  test.each(wrong)('%s', async (name) => {
    const [sources, diagnostics] = [new Sources(), new Diagnostics()];
    await readInventory([name], { sources, diagnostics, cwd: golden });
    expect(diagnostics.failed).toBe(true);
    const printed = renderDiagnostics(diagnostics.all, sources, { colour: false, cwd: golden });
    await expect(`${printed}\n`).toMatchFileSnapshot(join(golden, name.replace(/\.(\w+)$/, '-$1.txt')));
  });
});
