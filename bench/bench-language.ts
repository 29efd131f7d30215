import { makePlan } from '../src/plan/make-plan.ts';
import { Diagnostics } from '../src/source/diagnostic.ts';
import type { Node } from '../src/source/node.ts';
import { Sources } from '../src/source/sources.ts';
import { bindValues } from '../src/template/bind.ts';
import { evaluateConditional } from '../src/template/conditional.ts';
import { renderTemplate } from '../src/template/evaluate.ts';
import { dict } from '../src/template/value.ts';
import { Scope } from '../src/vars/scope.ts';
import { controllerWorld } from '../src/vars/world.ts';
import { compare, standingLines } from './compare.ts';
import type { Options } from './options.ts';

const sources = new Sources();
const world = controllerWorld(sources, { file: '/bench', folder: '/', roles: [] }, {});

/** A host with a hundred variables, and what typical conditions ask for. */
function hostScope(index: number): Scope {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, count) => [`v${count}`, `${count}-${index}`]));
  const facts = dict({ os_family: 'Debian', distribution_version: '12.4' });
  return new Scope(
    [{ name: 'inventory host', vars: bindValues({ ...many, ansible_facts: facts, enabled: true }) }],
    world,
  );
}

const text = (value: string): Node => ({
  kind: 'scalar',
  value,
  plain: false,
  span: { file: '/bench', start: 0, end: 0 },
});

const condition = text(
  "ansible_facts.os_family == 'Debian' and enabled | bool and v7 is defined and ansible_facts.distribution_version is version('11', '>=')",
);

/** 2,000 lines: text, a loop and conditions, as large templates are. */
const template = Array.from({ length: 500 }, (_, index) =>
  [
    `# part ${index}`,
    `key_${index} = {{ v${index % 100} | default('none') | upper }}`,
    `{% if v${(index * 7) % 100} is defined %}seen = {{ v${(index * 7) % 100} }}{% endif %}`,
    '{% for item in [1, 2] %}{{ item }} {% endfor %}',
  ].join('\n'),
).join('\n');

const playbook = `- hosts: all\n  gather_facts: false\n  tasks:\n${Array.from(
  { length: 100 },
  (_, index) =>
    `    - name: task ${index}\n      ansible.builtin.debug: {msg: "{{ v${index} }}"}\n      when: v${index} is defined\n`,
).join('')}`;

function timed(work: () => void): Promise<number> {
  const began = performance.now();
  work();
  return Promise.resolve(performance.now() - began);
}

/** The language by itself: conditions, a large template, a plan, and what a thousand hosts cost on top of one. */
export async function benchLanguage({ rounds }: Options): Promise<string[]> {
  const one = hostScope(0);
  const hosts = Array.from({ length: 1000 }, (_, index) => hostScope(index));
  const standings = await compare(rounds, [
    {
      name: '10,000 × a typical `when`',
      run: () => timed(() => repeat(10_000, () => evaluateConditional(condition, one))),
    },
    { name: 'a template of 2,000 lines', run: () => timed(() => renderTemplate(template, {}, one)) },
    { name: '1,000 hosts × 100 conditions', run: () => timed(() => conditionsOn(hosts)) },
    { name: 'a plan of 100 tasks', run: () => timed(plan) },
  ]);
  return ['The language (each beside the first)', ...standingLines(standings)];
}

function repeat(count: number, work: () => unknown): void {
  for (let index = 0; index < count; index += 1) work();
}

function conditionsOn(hosts: readonly Scope[]): void {
  const conditions = Array.from({ length: 100 }, (_, index) => text(`v${index} is defined and enabled`));
  for (const host of hosts) for (const each of conditions) evaluateConditional(each, host);
}

function plan(): void {
  const diagnostics = new Diagnostics();
  sources.add('<bench>', playbook);
  makePlan(['<bench>'], {
    sources,
    diagnostics,
    tags: { only: [], skip: [] },
    extraVars: { name: 'extra vars', vars: new Map() },
    rolesPath: [],
    collectionsPath: [],
    gathering: 'implicit',
    cwd: '/',
    world: () => world,
  });
  if (diagnostics.failed) throw new Error(diagnostics.all.map(({ message }) => message).join('\n'));
}
