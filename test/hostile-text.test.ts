import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { modules } from '../src/modules/all.ts';
import type { ArgSpec, Module } from '../src/modules/module.ts';
import { keywordsAt, type Level, type Shape, shapeOf } from '../src/playbook/keywords.ts';
import { namesOf } from '../src/template/library.ts';
import { playText } from './rig/play-text.ts';

/**
 * What a host prints is pushed through every keyword, every argument of every module and every filter, all of them taken from the
 * project's own tables. Each text tries to be evaluated: it would then ask the environment for CANARY.
 */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Task = { readonly [key: string]: Json };

const calls = ["lookup('env','CANARY')", "q('env','CANARY')", 'lookup("env","CANARY")', "query('env','CANARY')[0]"];

/** A call with what it takes to get out of a text around it. */
const hostileText = fc
  .tuple(
    fc.constantFrom(...calls),
    fc.array(
      fc.constantFrom<[string, string]>(
        ['{{ ', ' }}'],
        ['{% if ', ' %}{% endif %}'],
        ['{% set x = ', ' %}'],
        ["' or ", " or '"],
        ['" ~ ', ' ~ "'],
        ["') or ", " or ('"],
        ['[', ']'],
        ['{"a": ', '}'],
        ["''.__class__ or ", ''],
        ['\n- ', '\n'],
        ['#}', '{#'],
        ['true and ', ' == true'],
      ),
      { maxLength: 3 },
    ),
  )
  .map(([call, around]) => around.reduce((text, [before, after]) => `${before}${text}${after}`, call));

/** Ways for the text of a host to become a variable's value: the expression that gives it, and the tasks that lead there. */
const ways: Readonly<Record<string, readonly [expression: string, ...tasks: Task[]]>> = {
  register: ['r.stdout'],
  lines: ['r.stdout_lines[0]'],
  set_fact: ['f1', { set_fact: { f1: '{{ r.stdout }}' } }],
  'set_fact of a set_fact': ['g2', { set_fact: { f2: ['{{ r.stdout }}'] } }, { set_fact: { g2: '{{ f2[0] }}' } }],
  'cacheable set_fact': ['f3', { set_fact: { f3: '{{ r.stdout }}', cacheable: true } }],
  'a variable of the play': ['of_play.a'],
  'JSON and back': ['f4.a', { set_fact: { f4: '{{ {"a": r.stdout} | to_json | from_json }}' } }],
  'YAML and back': ['f5.a', { set_fact: { f5: '{{ {"a": r.stdout} | to_nice_yaml | from_yaml }}' } }],
  'base64 and back': ['(r.stdout | b64encode | b64decode)'],
  concatenation: ["('' ~ r.stdout ~ '')"],
  'a list that it is appended to': [
    'own[0]',
    { set_fact: { own: [] } },
    { debug: { msg: '{{ own.append(r.stdout) }}' } },
  ],
  hostvars: ['hostvars[inventory_hostname].r.stdout'],
  'the `vars` lookup': ["lookup('vars', 'r').stdout"],
  'the variable `vars`': ['vars.r.stdout'],
  'results of a loop': ['rr.results[0].stdout', { shell: 'x', loop: [1], register: 'rr' }],
  'a failed result': ['rf.stdout', { shell: 'x', register: 'rf', failed_when: true, ignore_errors: true }],
  'the variable of an added host': ['hostvars.added.v', { add_host: { name: 'added', v: '{{ r.stdout }}' } }],
  'the name of an added host': ['groups.added | last', { add_host: { name: '{{ r.stdout }}', groups: 'added' } }],
  'the name of a group': ['group_names | last', { group_by: { key: 'zz{{ r.stdout }}' } }],
};

/** How a text of the playbook may have the host's in it. */
const forms = [
  '{{ E }}',
  "'{{ E }}' == 'x'",
  '{{ E }} == 1',
  'a {{ E }} b',
  '{% if true %}{{ E }}{% endif %}',
] as const;

/** Texts that leave each of these forms. */
const waysOut = ["' or lookup('env','CANARY') or '", "or lookup('env','CANARY') or"];

type Sink = (text: Json) => Task;

/** What a keyword is given so that the text gets into it. */
const inShape = (shape: Shape, text: Json): Json => (shape === 'vars' || shape === 'map' ? { key: text } : text);

/** What a task cannot have besides a module, and what ends a play or a block. */
const notInTasks = new Set(['action', 'local_action', 'args', 'block', 'rescue', 'always', 'register', 'debugger']);

function keywordSinks(level: Level): Sink[] {
  return keywordsAt(level)
    .filter((name) => !notInTasks.has(name))
    .map((name) => (text) => ({ debug: { msg: 'x' }, [name]: inShape(shapeOf(name, level)!, text) }));
}

const moreSinks: readonly Sink[] = [
  (text) => ({ debug: { msg: 'x' }, when: [text, text] }),
  (text) => ({ debug: { msg: 'x' }, when: '{{ v }}', vars: { v: text } }),
  (text) => ({ debug: { msg: 'x' }, failed_when: [text] }),
  (text) => ({ shell: 'x', until: text, retries: 1 }),
  (text) => ({ debug: { msg: 'x' }, when: '{{ item }}', loop: [text] }),
  (text) => ({ debug: { msg: 'x' }, loop: [1], loop_control: { label: text } }),
  (text) => ({ debug: { msg: 'x' }, loop: [1], loop_control: { loop_var: text } }),
  (text) => ({ action: text }),
  (text) => ({ debug: text }),
  (text) => ({ debug: { msg: 'x' }, args: text }),
  (text) => ({ assert: { that: [text, 'true'] } }),
  (text) => ({ assert: { that: '{{ v }}' }, vars: { v: [text] } }),
  (text) => ({ debug: { var: '{{ v }}' }, vars: { v: text } }),
  (text) => ({ set_fact: { [String(text)]: 1 } }),
  (text) => ({ include_tasks: text }),
  (text) => ({ include_role: { name: text } }),
];

const ofType: Readonly<Record<ArgSpec['type'], Json>> = {
  str: 'x',
  path: '/nowhere',
  raw: 'true',
  int: 1,
  float: 1,
  bool: true,
  list: ['x'],
  dict: { x: 1 },
  mode: '0644',
};

/** The module with what it needs, and the text in one of its arguments. */
function argSinks(module: Module): Sink[] {
  const needed = Object.entries(module.args).filter(([, { required }]) => required === true);
  const base = Object.fromEntries(needed.map(([name, { type, choices }]) => [name, choices?.[0] ?? ofType[type]]));
  const names = [...Object.keys(module.args), ...(module.open === true ? ['any_name'] : [])];
  return names.map((name) => (text) => ({ [module.name]: { ...base, [name]: text } }));
}

/** Filters are looked at in conditions: what one gives is evaluated if it is taken for the playbook's own. */
const filterSinks: readonly Sink[] = namesOf('filter').map((name) => (text) => ({
  debug: { msg: 'x' },
  when: String(text).replace('E }}', `E | ${name} }}`),
}));

/** Lookups whose terms are commands and addresses are left out: to give them text of a host is to obey it. */
const lookupSinks: readonly Sink[] = namesOf('lookup')
  .filter((name) => name !== 'pipe' && name !== 'url')
  .map((name) => (text) => ({ debug: { msg: 'x' }, [`with_${name}`]: text, when: '{{ item }}' }));

const allSinks = [
  ...keywordSinks('task'),
  ...keywordSinks('block'),
  ...moreSinks,
  ...modules.flatMap(argSinks),
  ...filterSinks,
  ...lookupSinks,
];

/** Runs tasks on a host that prints `printed`, and tells whether it got CANARY asked for. */
async function canaryOf(tasks: readonly Task[], printed: string): Promise<{ asked: boolean; ran: number }> {
  let asked = false;
  const env = new Proxy<NodeJS.ProcessEnv>(
    {},
    {
      get: (_env, name) => {
        asked ||= name === 'CANARY';
        return 'True';
      },
    },
  );
  const play = [{ hosts: 'all', gather_facts: false, vars: { of_play: { a: '{{ r.stdout }}' } }, tasks }];
  const { connector, events, outcome } = await playText('a', JSON.stringify(play), {}, { env });
  connector.endAll({ stdout: Buffer.from(printed) });
  await outcome;
  return { asked, ran: events.filter(({ kind }) => kind === 'host-result').length };
}

const tolerant = (task: Task): Task => ({ ...task, ignore_errors: true });
const start: Task = { shell: 'x', register: 'r' };

/** The sinks in which a template is no plain mistake, which would end the run before it begins. */
async function possibleSinks(): Promise<readonly Sink[]> {
  const possible: Sink[] = [];
  for (const sink of allSinks) {
    const tasks = forms.map((form) => tolerant(sink(form.replace('E', 'r.stdout'))));
    const { asked } = await canaryOf([start, ...tasks], '').catch(() => ({ asked: undefined }));
    if (asked === false) possible.push(sink);
  }
  return possible;
}

let sinks: readonly Sink[] = [];
beforeAll(async () => {
  sinks = await possibleSinks();
}, 300_000);

test('the playbook itself may ask', async () => {
  const when = (condition: string, vars: Task = {}) => ({ debug: { msg: 'x' }, when: condition, vars });
  const call = { c: calls[0]!, list: ['true', calls[1]!] };
  const asking = [
    when('{{ c }}', call),
    when("{{ list | join(' and ') }}", call),
    { assert: { that: '{{ list }}' }, vars: call },
  ];
  for (const task of asking) expect(await canaryOf([task], '')).toEqual({ asked: true, ran: 1 });
});

test.each(forms)('nothing that a host prints is evaluated where the playbook says %s', async (form) => {
  expect(sinks.length).toBeGreaterThan(allSinks.length / 2);
  const all = Object.values(ways);
  const setUp = all.flatMap(([, ...tasks]) => tasks);
  await fc.assert(
    fc.asyncProperty(hostileText, fc.nat({ max: all.length - 1 }), async (text, shift) => {
      const written = (index: number) => form.replace('E', all[(index + shift) % all.length]![0]);
      const tried = sinks.map((sink, index) => tolerant(sink(written(index))));
      const { asked, ran } = await canaryOf([start, ...setUp.map(tolerant), ...tried], text);
      expect(asked).toBe(false);
      expect(ran).toBeGreaterThan(sinks.length / 2);
    }),
    { numRuns: 4 + waysOut.length, examples: waysOut.map((text) => [text, 0]) },
  );
});
