import { expect, test } from 'vitest';
import { Diagnostics } from '../source/diagnostic.ts';
import { parseYaml } from '../source/yaml.ts';
import { checkArgs } from './check-args.ts';
import type { Module } from './module.ts';

const module: Module = {
  name: 'sample',
  summary: '',
  args: {
    path: { type: 'path', required: true, about: 'the file' },
    count: { type: 'int', aliases: ['times'], about: 'how often' },
    ports: { type: 'list', elements: 'int', about: 'which' },
    other: { type: 'str', about: '' },
  },
  exclusive: [['count', 'other']],
  decide: async () => ({ change: false, because: '' }),
};

/** What is complained about, each with the text that is marked. */
function check(text: string, completed = false): string[] {
  const diagnostics = new Diagnostics();
  const node = parseYaml('args.yaml', text, diagnostics);
  if (node?.kind === 'map') checkArgs(node, module, diagnostics, completed);
  return diagnostics.all.map(({ message, span }) => `${text.slice(span?.start, span?.end)}: ${message}`);
}

test.each([
  ['{path: x, count: 3}', []],
  ['{path: "{{ x }}", count: "{{ y }}", ports: ["{{ z }}", 1]}', []],
  ['{path: x, count: !unsafe "{{ y }}"}', ['"{{ y }}": `count` must be an integer, not `{{ y }}`']],
  ['{path: x, cuont: 3}', ['cuont: `sample` has no argument `cuont`']],
  ['{path: x, times: many}', ['many: `times` must be an integer, not `many`']],
  ['{path: x, ports: [80, http]}', ['[80, http]: `ports[1]` must be an integer, not `http`']],
  ['{count: 3}', ['count: `sample` needs `path`']],
  ['{path: null}', ['path: `sample` needs `path`']],
  ['{path: x, count: 1, other: b}', ['other: `count` and `other` rule each other out']],
  ['{path: x, count: 1, other: "{{ b | default(omit) }}"}', []],
])('%s', (text, complaints) => {
  expect(check(text)).toEqual(complaints);
});

test('what may be completed is not missing', () => {
  expect(check('{count: 3}', true)).toEqual([]);
});
