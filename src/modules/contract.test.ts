import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../test/rig/module-host.ts';
import { display } from '../template/display.ts';
import { parseJson } from '../template/json/parse.ts';
import { type Dict, isDict, type Value } from '../template/value.ts';
import { modules } from './all.ts';
import { bindArgs } from './bind-args.ts';
import type { Module } from './module.ts';

/**
 * What holds for every module: it is documented, changes something once and then no more, leaves things alone in check mode, refuses a
 * wrong argument, and keeps to its round trips. Its `cases.json` says with which arguments: `change`, `none`, `bad`; `never` says why a
 * module changes nothing, and `check` what check mode makes of the change, if not the same. `tools` are shell scripts that stand in for
 * programs of the host, where the real ones would change this machine.
 */
const folders: Readonly<Record<string, string>> = { gather_facts: 'setup', systemd_service: 'systemd' };
const folderOf = ({ name }: Module): string => join(import.meta.dirname, folders[name] ?? name);

/** Round trips of a change, where there are others than a look and an act. */
const changeTrips: Readonly<Record<string, number>> = {
  add_host: 0,
  command: 1,
  group_by: 0,
  raw: 1,
  script: 1,
  shell: 1,
  tempfile: 1,
};

let folder = '';
let bin = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contract-'));
  bin = mkdtempSync(join(tmpdir(), 'contract-bin-'));
  writeFileSync(join(folder, 'old'), 'old\n', { mode: 0o640 });
  writeFileSync(join(folder, 't.j2'), '{{ 1 + 1 }}\n');
  writeFileSync(join(folder, 'vars.yml'), 'x: 1\n');
  writeFileSync(join(folder, 'make.sh'), '#!/bin/sh\ntouch "$1"\n');
});
afterEach(() => {
  for (const made of [folder, bin]) rmSync(made, { recursive: true });
});

const contents = (): string[] =>
  readdirSync(folder).map((name) => `${name} ${statSync(join(folder, name)).mode} ${readFileSync(join(folder, name))}`);

test('every folder is a module, and listed', () => {
  const found = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const listed = modules.map(({ name }) => name);
  expect(found).toEqual([...new Set(listed.map((name) => folders[name] ?? name))].sort());
  expect(listed).toEqual([...listed].sort());
});

describe.each(modules.map((module) => [module.name, module] as const))('%s', (name, module) => {
  const cases = casesOf(module);
  const argsOf = (key: string): Record<string, Value> | undefined => {
    const given = cases.get(key);
    return isDict(given) ? Object.fromEntries([...given].map(([arg, value]) => [String(arg), value])) : undefined;
  };
  const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) => {
    const given = cases.get('variables');
    const known = isDict(given) ? [...given].map(([key, value]) => [String(key), value]) : [];
    const variables = { playbook_dir: folder, ...Object.fromEntries(known) };
    for (const [tool, text] of Object.entries(argsOf('tools') ?? {})) {
      writeFileSync(join(bin, tool), `#!/bin/sh\n${display(text)}\n`, { mode: 0o755 });
    }
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
    return await new ModuleHost({ folder, env, variables, ...options }).perform(module, args);
  };

  test('is documented', () => {
    for (const text of [module.summary, ...Object.values(module.args).map(({ about }) => about)]) {
      expect(text).toMatch(/^[^\s].*[^.\s]$/s);
    }
    expect(module.summary).toMatch(/^[A-Z]/);
    expect(module.freeForm === undefined || module.freeForm in module.args).toBe(true);
    for (const group of [...(module.exclusive ?? []), ...(module.requireOneOf ?? [])]) {
      for (const argument of group) expect(module.args).toHaveProperty(argument);
    }
    expect(existsSync(join(folderOf(module), 'index.test.ts'))).toBe(true);
  });

  test('has defaults of the type that it says', () => {
    const defaults = Object.entries(module.args).flatMap(([arg, spec]) =>
      spec.default === undefined ? [] : [[arg, spec.default] as const],
    );
    const bound = bindArgs({ ...module, exclusive: [], requireOneOf: [], args: optional(module) }, new Map(defaults));
    expect('args' in bound && bound.args).toEqual(Object.fromEntries(defaults));
  });

  const change = argsOf('change');
  if (change !== undefined) {
    test('changes what is not as it should be', async () => {
      const result = await run(change);
      expect([result.status, result.message]).toEqual(['changed', undefined]);
      expect(result.roundTrips).toBe(changeTrips[name] ?? 2);
    });

    test('changes nothing in check mode', async () => {
      const before = contents();
      const { status } = await run(change, { check: true });
      const expected = cases.get('check') ?? (module.freeForm === 'cmd' ? 'skipped' : 'changed');
      expect([status, contents()]).toEqual([expected, before]);
    });
  }

  const none = argsOf('none');
  if (none !== undefined) {
    test('changes nothing that is as it should be, and says why', async () => {
      const before = contents();
      const { status, because, message, roundTrips } = await run(none);
      expect([status, message, contents()]).toEqual(['ok', undefined, before]);
      expect(because).toMatch(/\S/);
      expect(roundTrips).toBe(module.controllerOnly === true ? 0 : 1);
    });
  }

  test('refuses a wrong argument', () => {
    const bound = bindArgs(module, new Map(Object.entries(argsOf('bad') ?? {})));
    expect('problems' in bound && bound.problems.length).toBeGreaterThan(0);
  });

  test('says why it never changes anything, or changes something', () => {
    expect([cases.has('never'), change !== undefined]).toContain(true);
    expect(cases.has('never') && change !== undefined).toBe(false);
  });
});

/** None for a module that has no file of them, so that only its own tests fail. */
function casesOf(module: Module): Dict {
  const path = join(folderOf(module), 'cases.json');
  const cases = parseJson(existsSync(path) ? readFileSync(path, 'utf8') : '{}');
  if (!isDict(cases)) throw new Error(`${module.name}: cases.json is no mapping`);
  return cases;
}

const optional = (module: Module): Module['args'] =>
  Object.fromEntries(Object.entries(module.args).map(([name, spec]) => [name, { ...spec, required: false }]));
