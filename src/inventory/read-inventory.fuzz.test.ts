import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzzRuns, fuzzTimeout } from '../../test/rig/fuzz-time.ts';
import { expectCleanPrototypes, expectLinear, hostileText, longTexts } from '../../test/rig/hostile-text.ts';
import { Diagnostics } from '../source/diagnostic.ts';
import { renderDiagnostics } from '../source/render.ts';
import { Sources } from '../source/sources.ts';
import { parseYaml } from '../source/yaml.ts';
import { Inventory } from './inventory.ts';
import { readIniInventory } from './read/ini.ts';
import { SourceReading } from './read/source-reading.ts';
import { readYamlInventory } from './read/yaml.ts';
import { readInventory } from './read-inventory.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inventory-fuzz-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ini = [
  "[web]\nw[01:03].example.org:222 ansible_user=deploy note='a b'  # comment\n\n[all:children]\nweb\n\n[web:vars]\nx=1\ny=[1, {'a': None}]\n",
  'a b=c\n[g:children]\nh\n[h]\na\n',
];
const yaml = [
  'all:\n  hosts:\n    a: {x: 1, y: !!str 2}\n  children:\n    web:\n      hosts:\n        w[1:3]: &x\n      vars: {ansible_port: 22}\n',
  'g:\n  vars:\n    a: |\n      text\n    b: [1, "x", ~]\n    <<: {c: 1}\n',
];
const json = [
  '{"_meta": {"hostvars": {"a": {"x": [1, 1.5, null], "ansible_host": "h"}}}, "web": {"hosts": ["a"], "vars": {"y": true}, "children": ["g"]}, "g": ["b"]}',
  '{"all": {"children": ["web"]}, "web": {"hosts": ["a[1:3]"]}}',
];

/** Texts without a range of thousands of hosts, which is right, but takes the time of all the others. */
const inventories = (samples: readonly string[]) => hostileText(samples).filter((text) => !/\d{4,}/.test(text));

/** What an inventory says, whatever is wrong with it, can be shown and listed. */
function expectShown(inventory: Inventory, diagnostics: Diagnostics, sources: Sources): void {
  renderDiagnostics(diagnostics.all, sources, { colour: false, cwd: folder });
  for (const host of inventory.hosts.values()) inventory.ancestors(host);
  expect([...inventory.groups.keys()]).toContain('all');
}

function read(text: string, reader: (reading: SourceReading, diagnostics: Diagnostics) => void, shown = true): void {
  const [sources, diagnostics, inventory] = [new Sources(), new Diagnostics(), new Inventory()];
  sources.add('INVENTORY', text);
  reader(new SourceReading('INVENTORY', inventory, diagnostics), diagnostics);
  if (shown) expectShown(inventory, diagnostics, sources);
}

const readIni = (text: string, shown = true) => read(text, (reading) => readIniInventory(text, reading), shown);
const readYaml = (text: string, shown = true) => {
  const reader = (reading: SourceReading, diagnostics: Diagnostics) => {
    const node = parseYaml('INVENTORY', text, diagnostics);
    if (node !== undefined) readYamlInventory(node, reading);
  };
  read(text, reader, shown);
};

test.each([
  ['INI', ini, readIni],
  ['YAML', yaml, readYaml],
  ['JSON', json, readYaml],
])(
  'any text is an inventory in %s, or says what is wrong with it',
  (_form, samples, reader) => {
    fc.assert(
      fc.property(inventories(samples), (text) => reader(text)),
      fuzzRuns,
    );
    expectCleanPrototypes();
  },
  fuzzTimeout,
);

test(
  'whatever a program prints is an inventory that can be listed, or says what is wrong with it',
  async () => {
    const [program, output] = [join(folder, 'program'), join(folder, 'output')];
    writeFileSync(program, `#!/bin/sh\ncat ${output}\n`);
    chmodSync(program, 0o755);
    await fc.assert(
      fc.asyncProperty(inventories(json), async (text) => {
        writeFileSync(output, text);
        const [sources, diagnostics] = [new Sources(), new Diagnostics()];
        const inventory = await readInventory([program], { sources, diagnostics, cwd: folder });
        expectShown(inventory, diagnostics, sources);
      }),
      fuzzRuns,
    );
    expectCleanPrototypes();
  },
  fuzzTimeout,
);

test(
  'long inventories take linear time',
  () => {
    // What is shown of a line has the whole line in it, so a thousand mistakes of one line are a thousand lines.
    const [ini, yaml] = [(text: string) => readIni(text, false), (text: string) => readYaml(text, false)];
    for (const [before, after] of [
      ['[web]\n', '\n'],
      ['a ', ''],
    ] as const) {
      expectLinear(longTexts(['a\n', 'x=1 '], [before, after]), ini);
    }
    for (const [before, after] of [
      ['all: ', ''],
      ['{"a": "', '"}'],
    ] as const) {
      expectLinear(longTexts(['x'], [before, after]), yaml);
    }
  },
  fuzzTimeout * 4,
);
