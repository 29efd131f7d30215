import type { PlaySyntax } from '../playbook/syntax.ts';
import type { Node } from '../source/node.ts';
import type { Layer } from '../vars/precedence.ts';
import type { Compilation, Unit } from './compilation.ts';
import { textOf } from './compilation.ts';
import { flatten } from './flatten.ts';
import { gatherFactsTask } from './gather-facts.ts';
import { type Inherited, inherit, listed } from './inherit.ts';
import type { Handler, PlannedPlay, Step } from './plan.ts';
import { roleEntryUnits } from './role/role.ts';
import { evaluateTags, evaluateWords } from './static-value.ts';
import { selectedByTags } from './tags.ts';

/** A play as it stands in a file, with what `import_playbook` adds to it. */
export interface PlayPlace {
  readonly file: string;
  readonly vars: readonly Layer[];
  readonly inherited: Inherited;
}

/** Compiles a play into steps: facts, `pre_tasks`, roles and `tasks`, `post_tasks`, and a flush of handlers after each section. */
export function compilePlay(syntax: PlaySyntax, place: PlayPlace, compilation: Compilation): PlannedPlay {
  const tags = evaluateTags(syntax.keywords.get('tags'), compilation);
  const keywords = new Map([...syntax.keywords].filter(([name]) => !structure.has(name)));
  const inherited = inherit(place.inherited, withoutVars(keywords), tags, 'block vars');
  const own: Unit = { statements: syntax.handlers, file: place.file, inherited, compilation };
  const roles = syntax.roles.flatMap((role) => roleEntryUnits(role, inherited, compilation, place.file));
  const roleHandlers = compilation.roleHandlers.splice(0);
  const steps = compileSteps(syntax, roles, own);
  const handlers = compileHandlers([...roleHandlers, own], compilation);
  return {
    name: textOf(syntax.keywords.get('name')) ?? hostsText(syntax.hosts),
    hosts: syntax.hosts,
    keywords,
    steps,
    handlers: [...handlers, ...compileHandlers(compilation.roleHandlers.splice(0), compilation)],
    roles: compilation.roles,
    roleNames: compilation.roleNames,
    vars: place.vars,
    file: place.file,
    folder: compilation.folder,
    span: syntax.span,
  };
}

/** Handlers from the units that hold them; blocks and imports among them become plain handlers. */
export function compileHandlers(units: readonly Unit[], compilation: Compilation): Handler[] {
  return units.flatMap((unit) => {
    const group = compilation.nextId();
    return flatten([unit], [], true).flatMap((step) => {
      if (step.kind !== 'task') return [];
      return [{ task: step.task, listen: evaluateWords(step.task.keywords.get('listen'), compilation), group }];
    });
  });
}

/** The `hosts` of a play as people read it. */
export function hostsText(node: Node): string {
  return listed(node)
    .map((item) => textOf(item) ?? '')
    .join(',');
}

const structure = new Set(['pre_tasks', 'roles', 'tasks', 'post_tasks', 'handlers']);

const withoutVars = (keywords: PlaySyntax['keywords']) => new Map([...keywords].filter(([name]) => name !== 'vars'));

function compileSteps(syntax: PlaySyntax, roles: readonly Unit[], own: Unit): Step[] {
  const steps = gatherFactsStep(syntax, own);
  for (const units of [
    [{ ...own, statements: syntax.preTasks }],
    [...roles, { ...own, statements: syntax.tasks }],
    [{ ...own, statements: syntax.postTasks }],
  ]) {
    flatten(units, steps);
    steps.push({ kind: 'flush' });
  }
  return steps;
}

function gatherFactsStep(syntax: PlaySyntax, own: Unit): Step[] {
  const task = gatherFactsTask(syntax, own);
  return task !== undefined && selectedByTags(task.tags, own.compilation.tags) ? [{ kind: 'task', task }] : [];
}
