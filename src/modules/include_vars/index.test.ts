import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../source/diagnostic.ts';
import type { MapNode } from '../../source/node.ts';
import { Sources } from '../../source/sources.ts';
import { parseYaml } from '../../source/yaml.ts';
import { dict, type Value } from '../../template/value.ts';
import { bindArgs } from '../bind-args.ts';
import type { HostView } from '../module.ts';
import { includeVars } from './index.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runbook-vars-'));
  mkdirSync(join(folder, 'all/deep'), { recursive: true });
  for (const [name, text] of Object.entries({
    'all/b.yml': 'x: 2\n',
    'all/a.yml': 'x: 1\ny: 1\n',
    'all/deep/c.json': '{"z": 3}',
  })) {
    writeFileSync(join(folder, name), text);
  }
});

afterEach(() => rmSync(folder, { recursive: true }));

const sources = new Sources();
const host = {
  controller: {
    find: (_kind: string, name: string) => (name === 'nowhere' ? undefined : join(folder, name)),
    places: (_kind: string, name: string) => [`vars/${name}`],
    readVars: (path: string) => parseYaml(path, sources.read(path), new Diagnostics()) as MapNode,
  },
} as unknown as HostView;

async function decide(given: Record<string, Value>) {
  const bound = bindArgs(includeVars, dict(given));
  if ('problems' in bound) throw new Error(bound.problems.map(({ message }) => message).join());
  const verdict = await includeVars.decide(bound.args, host);
  if ('failed' in verdict) return verdict.message;
  const [effect] = ('effects' in verdict ? verdict.effects : undefined) ?? [];
  if (effect?.kind !== 'vars') return 'no variables';
  return [...effect.vars].map(([name, binding]) => {
    const node = 'node' in binding ? binding.node : undefined;
    return `${name}=${node?.kind === 'scalar' ? node.value : node?.kind}`;
  });
}

describe('include_vars', () => {
  it('reads a file', async () => {
    expect(await decide({ file: 'all/a.yml' })).toEqual(['x=1', 'y=1']);
  });

  it('reads the files of a folder in order, later ones winning', async () => {
    expect(await decide({ dir: 'all' })).toEqual(['x=2', 'y=1', 'z=3']);
  });

  it('goes down as far as `depth`', async () => {
    expect(await decide({ dir: 'all', depth: 1, files_matching: '^a' })).toEqual(['x=1', 'y=1']);
  });

  it('puts all of them into one variable', async () => {
    expect(await decide({ file: 'all/a.yml', name: 'ns' })).toEqual(['ns=map']);
  });

  it('tells what is not there, and a folder from a file', async () => {
    expect(await decide({ file: 'nowhere' })).toBe('there is no `nowhere`');
    expect(await decide({ file: 'all' })).toBe('`all` is a folder');
  });
});
