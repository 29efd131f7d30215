import { expect, it } from 'vitest';
import { Diagnostics } from '../../source/diagnostic.ts';
import type { Node } from '../../source/node.ts';
import { parseYaml } from '../../source/yaml.ts';
import type { PlannedPlay } from '../plan.ts';
import { usedNames } from './used-names.ts';

const node = (text: string): Node => parseYaml('<text>', text, new Diagnostics()) as Node;

/** The names that a play with these keywords uses, where variables are set to these texts. */
function used(keywords: string, variables: Record<string, string> = {}, templates: readonly string[] = []): string[] {
  const given = node(keywords);
  const entries = given.kind === 'map' ? given.entries : [];
  const play = {
    hosts: node('all'),
    keywords: new Map(entries.map(({ key, value }) => [String(key.value), value])),
    steps: [],
    handlers: [],
  } as unknown as PlannedPlay;
  const nodesOf = (name: string) => (name in variables ? [node(variables[name] ?? '')] : []);
  return [...usedNames({ plays: [play], templates, nodesOf })].sort();
}

it('are the words between braces, and those of texts without any', () => {
  expect(used('{serial: "{{ size.of.all2 | default(other) }} of them", order: sorted}')).toEqual([
    'all',
    'default',
    'other',
    'size',
    'sorted',
  ]);
});

it('are found by way of variables and in template files', () => {
  const variables = { a: '"{{ b }}"', b: 'plain', c: '"{{ d }}"' };
  expect(used('{serial: "{{ a }}"}', variables, ['server {{ port }};\n{% if tls %}\nlisten\n{% endif %}\n'])).toEqual([
    'a',
    'all',
    'b',
    'endif',
    'if',
    'port',
    'tls',
  ]);
  expect(used('{serial: 1}', variables, ['[[ mine ]]'])).toEqual(['all', 'mine']);
});

it('are not the keys of mappings, unless they are templates', () => {
  expect(used('{gather_subset: {path: x, "{{ key }}": y}}')).toEqual(['all', 'key', 'x', 'y']);
});
