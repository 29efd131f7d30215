import type { PlaySyntax } from '../playbook/syntax.ts';
import type { MapEntry, MapNode, Node, ScalarNode } from '../source/node.ts';
import { asBool } from '../template/as-bool.ts';
import { Omit } from '../template/value.ts';
import type { Unit } from './compilation.ts';
import type { Task } from './plan.ts';
import { evaluateStatically } from './static-value.ts';

/** What `setup` leaves behind when it has run, in this run or in one whose facts were kept. */
const noFactsYet = 'ansible_facts.module_setup is not defined';

/** The task that collects facts before a play's first, unless the play says `gather_facts: false`. */
export function gatherFactsTask(syntax: PlaySyntax, { file, inherited, compilation }: Unit): Task | undefined {
  const wanted = syntax.keywords.get('gather_facts');
  const value = wanted && evaluateStatically(wanted, compilation);
  const said = value instanceof Omit ? undefined : asBool(value);
  if (!(said ?? compilation.gathering !== 'explicit')) return undefined;
  const span = wanted?.span ?? syntax.span;
  const text = (value: string): ScalarNode => ({ kind: 'scalar', value, plain: false, span });
  const args: MapNode = { kind: 'map', span, entries: factArguments(syntax, text) };
  const { keywords, environment, moduleDefaults, role } = inherited;
  return {
    id: compilation.nextId(),
    name: text('Gathering Facts'),
    written: 'ansible.builtin.gather_facts',
    writtenAt: span,
    action: { kind: 'module', name: 'gather_facts', args },
    keywords,
    conditions: [...inherited.conditions, ...(compilation.gathering === 'smart' ? [text(noFactsYet)] : [])],
    tags: [...inherited.tags, 'always'],
    environment,
    moduleDefaults,
    notify: [],
    vars: inherited.vars,
    loop: undefined,
    role,
    handler: false,
    file,
    span,
    includedFrom: [],
  };
}

function factArguments(syntax: PlaySyntax, text: (value: string) => ScalarNode): MapEntry[] {
  return ['gather_subset', 'gather_timeout', 'fact_path'].flatMap((name) => {
    const value: Node | undefined = syntax.keywords.get(name);
    return value === undefined ? [] : [{ key: text(name), value }];
  });
}
