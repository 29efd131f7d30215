import { createHash } from 'node:crypto';
import { type Diagnostic, Diagnostics } from '../source/diagnostic.ts';
import { entry, type Node } from '../source/node.ts';
import { asBool } from '../template/as-bool.ts';
import type { Context } from '../template/context.ts';
import { display } from '../template/display.ts';
import type { Dict, Value } from '../template/value.ts';
import { callerMagic } from '../vars/magic.ts';
import type { Role } from '../vars/role.ts';
import type { Scope } from '../vars/scope.ts';
import { type Compilation, idSequence, type Unit } from './compilation.ts';
import { compileHandlers } from './compile.ts';
import { flatten } from './flatten.ts';
import { type Inherited, inherit } from './inherit.ts';
import type { Handler, Step, Task } from './plan.ts';
import { type RoleUse, roleUnits, taskIdentity } from './role/role.ts';
import { evaluateTags } from './static-value.ts';
import { findTaskFile, readTaskFile } from './task-file.ts';

/** What an include brought, or what is wrong with it. */
export type IncludeOutcome =
  | {
      readonly name: string;
      /** Whether the file has no tasks at all. */
      readonly isEmpty: boolean;
      readonly steps: readonly Step[];
      readonly handlers: readonly Handler[];
      readonly roles: readonly Role[];
      /** Roles whose defaults and vars the rest of the play may see (`public`). */
      readonly publicRoles: readonly Role[];
    }
  | { readonly problems: readonly Diagnostic[] };

/** Compiles files and roles that hosts include while a play runs; each once for all hosts that come to it the same way. */
export class IncludeCompiler {
  readonly #base: Omit<
    Compilation,
    'diagnostics' | 'statics' | 'roles' | 'roleHandlers' | 'stack' | 'folder' | 'templates'
  >;
  readonly #known = new Map<string, IncludeOutcome>();

  constructor(base: Compilation) {
    this.#base = base;
  }

  /** The tasks of a file. `statics` is what the host knows; `folder` is the playbook's. */
  tasks(task: Task, name: string, statics: Context, folder: string): IncludeOutcome {
    const { action } = task;
    if (action.kind !== 'include-tasks') throw new Error(`${task.written} includes no tasks`);
    const file = findTaskFile(name, { file: task.file, role: task.role, folder, roleFirst: !task.handler });
    return this.#once(`${task.id} ${file}`, (nextId) => {
      const compilation = { ...this.#compilation(statics, folder), nextId };
      const statements = readTaskFile(file, action.file.span, task.handler, compilation);
      const inherited = this.#inherited(task, action.apply, action.outer, compilation);
      const units: Unit[] = statements === undefined ? [] : [{ statements, file, inherited, compilation }];
      const outcome = this.#finish(file, units, compilation, task);
      return 'problems' in outcome ? outcome : { ...outcome, isEmpty: statements?.length === 0 };
    });
  }

  /** The tasks of a role; `args` are the evaluated arguments of `include_role`. */
  role(task: Task, args: Dict, statics: Scope, folder: string): IncludeOutcome {
    const { action } = task;
    if (action.kind !== 'include-role') throw new Error(`${task.written} includes no role`);
    const use = useOf(args, task, statics);
    const unnamed = this.#compilation(statics.over(callerMagic(task.role)), folder);
    if (use === undefined) {
      unnamed.diagnostics.error('no-role-name', `\`${task.written}\` names no role`, {
        span: task.span,
        help: 'add `name: ROLE`',
      });
      return { problems: unnamed.diagnostics.all };
    }
    const key = JSON.stringify([use.name, use.identity, use.repeatable]);
    return this.#once(`${task.id} ${key}`, (nextId) => {
      const compilation = { ...unnamed, nextId };
      const inherited = this.#inherited(task, entry(action.args, 'apply'), action.outer, compilation);
      const units = roleUnits(use, inherited, compilation, task.file);
      const outcome = this.#finish(use.name, units, compilation, task);
      if ('problems' in outcome) return outcome;
      return { ...outcome, publicRoles: asBool(args.get('public')) ? [...compilation.roles] : [] };
    });
  }

  /** Compiles what `key` stands for, with ids that depend on the key alone. */
  #once(key: string, compile: (nextId: () => string) => IncludeOutcome): IncludeOutcome {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const outcome = compile(idSequence(`${idOf(key)}.`));
    if (!('problems' in outcome)) this.#known.set(key, outcome);
    return outcome;
  }

  #compilation(statics: Context, folder: string): Compilation {
    return {
      ...this.#base,
      diagnostics: new Diagnostics(),
      statics,
      folder,
      roles: [],
      roleNames: [],
      roleHandlers: [],
      stack: [],
      templates: new Map(),
      usedRoles: new Set(),
    };
  }

  /** What included tasks inherit: from the blocks around the include and from its `apply`, not from its own keywords. */
  #inherited(task: Task, apply: Node | undefined, outer: Inherited, compilation: Compilation): Inherited {
    const below = { ...outer, includedFrom: [task.span, ...task.includedFrom] };
    if (apply?.kind !== 'map') return below;
    const keywords = new Map(apply.entries.map(({ key, value }): [string, Node] => [String(key.value), value]));
    return inherit(below, keywords, evaluateTags(keywords.get('tags'), compilation), 'block vars');
  }

  #finish(name: string, units: readonly Unit[], compilation: Compilation, task: Task): IncludeOutcome {
    const steps = flatten(units, [], task.handler);
    const handlers = compileHandlers(compilation.roleHandlers, compilation);
    if (compilation.diagnostics.failed) return { problems: compilation.diagnostics.all };
    return { name, isEmpty: false, steps, handlers, roles: compilation.roles, publicRoles: [] };
  }
}

/** The id of an include, from the id of its task and what it brings: short, and without the names of folders of this machine. */
function idOf(key: string): string {
  const [task] = key.split(' ');
  return `${task}.${createHash('sha256').update(key).digest('hex').slice(0, 8)}`;
}

const partNames = ['tasks_from', 'vars_from', 'defaults_from', 'handlers_from'] as const;

function useOf(args: Dict, task: Task, scope: Scope): RoleUse | undefined {
  const name = args.get('name') ?? args.get('role');
  if (name === undefined || name === null) return undefined;
  const parts = partNames.flatMap((part) => {
    const value: Value | undefined = args.get(part);
    return value === undefined || value === null ? [] : [[part, display(value)] as const];
  });
  const files = Object.fromEntries(parts);
  const own = taskIdentity(task.action.kind === 'include-role' ? task.action.vars : undefined, files);
  const repeatable = asBool(args.get('allow_duplicates')) ?? true;
  return {
    name: display(name),
    span: task.span,
    params: new Map(),
    vars: new Map(),
    byTask: true,
    // Where it may be done again nothing depends on the item, and all items share what is compiled.
    identity: repeatable || task.loop === undefined ? own : [own, loopValues(scope)],
    repeatable,
    ...files,
  };
}

/** The variables of the loop around an include, which make each item a use of its own. */
function loopValues(scope: Scope): [string, string][] {
  const names = scope.layers.filter(({ name }) => name === 'loop').flatMap(({ vars }) => [...vars.keys()]);
  return names.map((name) => [name, display(scope.get(name) ?? null)]);
}
