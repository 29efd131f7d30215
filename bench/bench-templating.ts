import type { Context } from '../src/template/context.ts';
import { evaluateExpression, renderTemplate } from '../src/template/evaluate.ts';
import { fromJson } from '../src/template/from-json.ts';
import type { Options } from './options.ts';

const vars = new Map(
  Object.entries({
    n: 7,
    s: 'hello world',
    path: '/etc/nginx/nginx.conf',
    users: [
      { name: 'ann', active: true, shell: '/bin/sh' },
      { name: 'bob', active: true },
    ],
  }).map(([name, value]) => [name, fromJson(value)]),
);
const context: Context = {
  get: (name) => vars.get(name),
  names: () => vars.keys(),
  world: {
    env: {},
    now: () => new Date(),
    random: Math.random,
    searchPath: () => [],
    read: () => '',
    decrypt: () => '',
  },
};

/** Lines of a configuration file with a loop in every five of them. */
function longTemplate(lines: number): string {
  const block = [
    '# a server',
    'listen {{ n }} {{ path | basename }};',
    '{% for user in users if user.active %}',
    "  {{ loop.index }} {{ user.name | upper }} {{ user.shell | default('none') }}",
    '{% endfor %}',
  ];
  return Array.from({ length: lines / block.length }, () => block)
    .flat()
    .join('\n');
}

/** How long templates take the first time, when they are compiled, and each time after. */
export async function benchTemplating(_options: Options): Promise<string[]> {
  const condition = "n == 7 and s is defined and 'wor' in s";
  const template = longTemplate(2_000);
  return [
    'Templates',
    measured(`10,000 × when: ${condition}`, 10_000, () => evaluateExpression(condition, context)),
    measured('20 × a template of 2,000 lines', 20, () => renderTemplate(template, {}, context)),
  ];
}

function measured(name: string, times: number, evaluate: () => unknown): string {
  const [first, all] = [1, times].map((count) => {
    const began = performance.now();
    for (let run = 0; run < count; run++) evaluate();
    return performance.now() - began;
  });
  return `  ${name}: first ${first!.toFixed(1)} ms, then ${all!.toFixed(0)} ms, ${((all! / times) * 1000).toFixed(1)} µs each`;
}
