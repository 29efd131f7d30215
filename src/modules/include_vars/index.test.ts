import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../source/diagnostic.ts';
import type { MapNode, Node } from '../../source/node.ts';
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
  variable: (name: string) =>
    name === 'conf' ? dict({ log: '{{ data }}', paths: dict({ etc: '/etc', tmp: '/tmp' }), list: [1, 2] }) : undefined,
  controller: {
    find: (_kind: string, name: string) => (name === 'nowhere' ? undefined : join(folder, name)),
    places: (_kind: string, name: string) => [`vars/${name}`],
    readVars: (path: string) => parseYaml(path, sources.read(path), new Diagnostics()) as MapNode,
  },
} as unknown as HostView;

function shown(node: Node): string {
  if (node.kind === 'seq') return `[${node.items.map(shown).join(', ')}]`;
  if (node.kind === 'scalar') return `${node.tag === undefined ? '' : `!${node.tag} `}${String(node.value)}`;
  return `{${node.entries.map(({ key, value }) => `${String(key.value)}: ${shown(value)}`).join(', ')}}`;
}

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
  it('merges dicts in depth into what they are, when it is asked to', async () => {
    writeFileSync(join(folder, 'm.yml'), 'conf: {paths: {tmp: "{{ t }}", new: 1}, list: [3]}\nother: {a: 1}\n');
    const bound = bindArgs(includeVars, dict({ file: 'm.yml', hash_behaviour: 'merge' }));
    if ('problems' in bound) throw new Error('the arguments are good');
    const verdict = await includeVars.decide(bound.args, host);
    const [effect] = ('effects' in verdict ? verdict.effects : undefined) ?? [];
    const vars = effect?.kind === 'vars' ? [...effect.vars] : [];
    expect(vars.map(([name, binding]) => [name, 'node' in binding ? shown(binding.node) : binding])).toEqual([
      ['conf', '{log: !unsafe {{ data }}, paths: {etc: !unsafe /etc, tmp: {{ t }}, new: 1}, list: [3]}'],
      ['other', '{a: 1}'],
    ]);
  });

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
