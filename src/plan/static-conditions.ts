import { entry, type Node } from '../source/node.ts';
import { evaluateConditional } from '../template/conditional.ts';
import { isTemplate } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import type { Layer } from '../vars/precedence.ts';
import { roleChain } from '../vars/role.ts';
import type { Scope } from '../vars/scope.ts';
import { listed } from './inherit.ts';
import type { PlannedPlay, Task } from './plan.ts';

/** The variables of a play that are known before any host is, and those that win over all others. */
export interface KnownAhead {
  readonly statics: Scope;
  readonly extraVars: Layer;
}

/** What is certain of the conditions of tasks. */
export interface Conditions {
  /** Whether a task can run on no host. */
  isNever(task: Task): boolean;
  /** Whether a task runs wherever it is reached. */
  isAlways(task: Task): boolean;
  /** Whether facts of a host decide: a condition names one. */
  hangsOnFacts(task: Task): boolean;
}

/** Leaves every condition open. */
export const undecided: Conditions = { isNever: () => false, isAlways: () => false, hangsOnFacts: () => false };

/**
 * Tells of conditions what is certain before any host is: literal ones, and those whose variables are all plain values that nothing sets
 * while the plays run. Everything else is left open.
 */
export class StaticConditions implements Conditions {
  readonly #settable: Settable;
  readonly #known: KnownAhead;

  constructor(settable: Settable, known: KnownAhead) {
    this.#settable = settable;
    this.#known = known;
  }

  isNever(task: Task): boolean {
    return task.conditions.some((condition) => this.#value(condition, task) === false);
  }

  isAlways(task: Task): boolean {
    return task.conditions.every((condition) => this.#value(condition, task) === true);
  }

  hangsOnFacts(task: Task): boolean {
    return task.conditions.some((node) => namesOf(node).some((name) => name.startsWith('ansible_')));
  }

  #value(condition: Node, task: Task): boolean | undefined {
    const { statics, extraVars } = this.#known;
    const roles = roleChain(task.role);
    const scope = statics.over(
      ...roles.map(({ vars }): Layer => ({ name: 'role vars', vars })),
      ...task.vars,
      ...roles.map(({ params }): Layer => ({ name: 'role params', vars: params })),
      extraVars,
    );
    if (condition.kind !== 'scalar') return undefined;
    const names = namesOf(condition);
    if (!names.every((name) => extraVars.vars.has(name) || this.#settable?.has(name) === false)) return undefined;
    if (!names.every((name) => isPlain(scope, name))) return undefined;
    try {
      return evaluateConditional(condition, scope);
    } catch (error) {
      if (error instanceof TemplateError) return undefined;
      throw error;
    }
  }
}

/** Every word of an expression that may be a variable: not in quotes, no attribute, and no name of a filter or test. */
function namesIn(expression: string): string[] {
  const bare = expression
    .replace(/'[^']*'|"[^"]*"/g, ' ')
    .replace(/\|\s*[\w.]+|\bis\s+(?:not\s+)?[\w.]+/g, ' ')
    .match(/(?<![.\w])[a-z_]\w*/gi);
  return (bare ?? []).filter((word) => !/^(?:and|or|not|in|if|else|true|false|none)$/i.test(word));
}

/** Whether a variable is a value that was written down, with no template in it. */
function isPlain(scope: Scope, name: string): boolean {
  const binding = scope.binding(name);
  if (binding === undefined || 'value' in binding) return binding !== undefined;
  return binding.node.kind === 'scalar' && !isTemplate(String(binding.node.value));
}

/** Names that tasks and prompts may set while plays run; `undefined` when they may set anything. */
export type Settable = ReadonlySet<string> | undefined;

/** What these tasks may set, and the prompts of these plays. Vars files read while a play runs may set anything. */
export function settableBy(tasks: readonly Task[], plays: readonly PlannedPlay[]): Settable {
  const names = new Set<string>();
  for (const play of plays) for (const prompt of listed(play.keywords.get('vars_prompt'))) note(prompt, names);
  for (const { action, keywords } of tasks) {
    const register = keywords.get('register');
    if (register?.kind === 'scalar') names.add(String(register.value));
    if (action.kind !== 'module') continue;
    if (action.name === 'include_vars' || isTemplate(action.name)) return undefined;
    if (action.name !== 'set_fact') continue;
    if (action.moreArgs !== undefined || action.args.entries.some(({ key }) => isTemplate(String(key.value))))
      return undefined;
    for (const { key } of action.args.entries) names.add(String(key.value));
  }
  return names;
}

function note(prompt: Node, names: Set<string>): void {
  const name = prompt.kind === 'map' ? entry(prompt, 'name') : undefined;
  if (name?.kind === 'scalar') names.add(String(name.value));
}

/** The names that a condition uses. */
function namesOf(condition: Node): readonly string[] {
  return condition.kind === 'scalar' && typeof condition.value === 'string' ? namesIn(condition.value) : [];
}
