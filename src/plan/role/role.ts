import { readRoles } from '../../playbook/role.ts';
import type { Keywords, RoleSyntax } from '../../playbook/syntax.ts';
import { entry, type MapNode, type Node } from '../../source/node.ts';
import type { Span } from '../../source/span.ts';
import { asBool } from '../../template/as-bool.ts';
import { bindNode } from '../../template/bind.ts';
import type { Bindings } from '../../template/binding.ts';
import { display } from '../../template/display.ts';
import { Omit, type Value } from '../../template/value.ts';
import { qualifiedName, type Role } from '../../vars/role.ts';
import { type Compilation, enter, type Unit } from '../compilation.ts';
import { type Inherited, inherit, listed } from '../inherit.ts';
import { evaluateStatically, evaluateTags } from '../static-value.ts';
import { readNode } from '../task-file.ts';
import { argumentSpecTask } from './argument-specs.ts';
import { partStatements, partVars } from './role-part.ts';
import { findPart, findRole, missingRole } from './role-path.ts';

/** Which role, with which parameters and which of its files. */
export interface RoleUse {
  readonly name: string;
  readonly span: Span;
  /** Values for this use of it alone, which win over nearly everything. */
  readonly params: Bindings;
  /** `vars` of the entry or the import: they rank with the role's own, which win over them. */
  readonly vars: Bindings;
  /** Whether it was named by `import_role` or `include_role`, not by `roles:` or as a dependency. */
  readonly byTask: boolean;
  /** What sets this use apart from others of the same role. */
  readonly identity: unknown;
  /** `allow_duplicates` of the task that names it; without one, the role's `meta` decides. */
  readonly repeatable: boolean | undefined;
  readonly tasks_from?: string;
  readonly vars_from?: string;
  readonly defaults_from?: string;
  readonly handlers_from?: string;
}

const fileArguments = ['tasks_from', 'vars_from', 'defaults_from', 'handlers_from'] as const;

/** The task that names a role. */
export interface RoleAction {
  readonly name: string;
  readonly nameSpan: Span;
  /** Its `vars`. */
  readonly vars: Node | undefined;
}

/** What the arguments of `import_role` or `include_role` ask for; `evaluate` gives `undefined` after a complaint of its own. */
export function roleUse(
  args: MapNode,
  action: RoleAction,
  evaluate: (node: Node) => Value | undefined,
): RoleUse | undefined {
  const name = entry(args, 'name') ?? entry(args, 'role');
  const value = name && evaluate(name);
  if (name === undefined || value === undefined) return undefined;
  const files: Partial<Record<(typeof fileArguments)[number], string>> = {};
  for (const argument of fileArguments) {
    const node = entry(args, argument);
    const file = node && evaluate(node);
    if (file !== undefined && !(file instanceof Omit)) files[argument] = display(file);
  }
  const repeatable = entry(args, 'allow_duplicates');
  return {
    name: display(value),
    params: new Map(),
    vars: bindNode(action.vars),
    byTask: true,
    identity: taskIdentity(action.vars, files),
    repeatable: asBool(repeatable && evaluate(repeatable)) ?? true,
    span: name.span,
    ...files,
  };
}

/** What sets apart the uses of a role by tasks: the tasks' own `vars`, and the files that they name. */
export function taskIdentity(vars: Node | undefined, files: Partial<Record<string, string>>): unknown {
  return ['task', vars && withoutSpans(vars), Object.entries(files).sort()];
}

/**
 * The tasks of a role in one use: its dependencies' first, then its own. Its handlers, defaults and vars are noted in the compilation.
 * `file` is the text that names it.
 */
export function roleUnits(use: RoleUse, inherited: Inherited, compilation: Compilation, file: string): Unit[] {
  const from = { file, parent: inherited.role, keywords: inherited.keywords, compilation };
  const place = findRole(use.name, from);
  if (place === undefined) {
    missingRole(use, from);
    return [];
  }
  const inner = enter(compilation, `${place.path}#${use.tasks_from ?? ''}`, use.span);
  if (inner === undefined) return [];
  const role: Role = {
    name: place.name,
    path: place.path,
    collection: place.collection,
    defaults: partVars(place.path, { kind: 'defaults', name: use.defaults_from }, use.span, inner),
    vars: new Map([...use.vars, ...partVars(place.path, { kind: 'vars', name: use.vars_from }, use.span, inner)]),
    params: use.params,
    byTask: use.byTask,
    use: JSON.stringify([place.path, use.identity]),
    repeatable: use.repeatable ?? allowsDuplicates(place.path, inner),
    parents: inherited.role === undefined ? [] : [...inherited.role.parents, inherited.role],
  };
  const own = { ...inherited, keywords: roleKeywords(place.path, inherited.keywords, inner), role };
  const dependencies = dependencyUnits(role, own, inner);
  compilation.roles.push(role);
  if (role.byTask) compilation.roleNames.push(qualifiedName(role));
  noteHandlers(role, use, own, inner);
  return [...dependencies, ...taskUnits(role, use, own, inner)];
}

function taskUnits(role: Role, use: RoleUse, inherited: Inherited, compilation: Compilation): Unit[] {
  const part = partStatements(role.path, { kind: 'tasks', name: use.tasks_from }, use.span, compilation);
  const check = argumentSpecTask(role, use.tasks_from ?? 'main', use.span, compilation);
  const statements = [...check, ...(part?.statements ?? [])];
  return [{ statements, file: part?.file ?? role.path, inherited, compilation, endsRole: role }];
}

function noteHandlers(role: Role, use: RoleUse, inherited: Inherited, compilation: Compilation): void {
  if (compilation.usedRoles.has(role.use)) return;
  compilation.usedRoles.add(role.use);
  const part = partStatements(role.path, { kind: 'handlers', name: use.handlers_from }, use.span, compilation);
  if (part === undefined) return;
  compilation.roleHandlers.push({ statements: part.statements, file: part.file, inherited, compilation });
}

/** The units of one entry of `roles:` or `dependencies:`, with its own keywords and parameters. */
export function roleEntryUnits(syntax: RoleSyntax, outer: Inherited, compilation: Compilation, file: string): Unit[] {
  const name = evaluateStatically(syntax.name, compilation);
  if (name === undefined) return [];
  const place = { file, parent: outer.role, keywords: outer.keywords, compilation };
  const found = findRole(display(name), place);
  if (found !== undefined && outer.role === undefined) compilation.roleNames.push(qualifiedName(found));
  const tags = evaluateTags(syntax.keywords.get('tags'), compilation);
  const keywords = new Map([...syntax.keywords].filter(([name]) => name !== 'vars'));
  const inherited = inherit(outer, keywords, tags, 'task vars');
  const vars = bindNode(syntax.keywords.get('vars'));
  const params = bindNode(syntax.params);
  const identity = entryIdentity(syntax);
  const use = { name: display(name), span: syntax.span, params, vars, byTask: false, identity, repeatable: undefined };
  return roleUnits(use, inherited, compilation, file);
}

/** Parameters, `vars`, conditions and tags make an entry another use of its role; other keywords do not, as in the reference. */
function entryIdentity({ keywords, params }: RoleSyntax): unknown {
  const of = (name: string) => listed(keywords.get(name)).map(withoutSpans);
  return ['entry', withoutSpans(params), of('vars'), of('when'), of('tags')];
}

function dependencyUnits(role: Role, inherited: Inherited, compilation: Compilation): Unit[] {
  const meta = readMeta(role.path, compilation);
  if (meta === undefined) return [];
  return readRoles(entry(meta, 'dependencies'), compilation.diagnostics).flatMap((dependency) =>
    roleEntryUnits(dependency, inherited, compilation, meta.span.file),
  );
}

/** A role's tasks look short names up in the collections that its `meta` names, if it names any. */
function roleKeywords(path: string, outer: Keywords, compilation: Compilation): Keywords {
  const meta = readMeta(path, compilation);
  const collections = meta && entry(meta, 'collections');
  return collections === undefined ? outer : new Map([...outer, ['collections', collections]]);
}

function allowsDuplicates(path: string, compilation: Compilation): boolean {
  const meta = readMeta(path, compilation);
  const node = meta && entry(meta, 'allow_duplicates');
  return node?.kind === 'scalar' && (asBool(node.value) ?? false);
}

function readMeta(role: string, compilation: Compilation): MapNode | undefined {
  const path = findPart(role, 'meta', undefined);
  const meta = path === undefined ? undefined : readNode(path, { file: path, start: 0, end: 0 }, compilation);
  return meta?.kind === 'map' ? meta : undefined;
}

function withoutSpans(node: Node): unknown {
  if (node.kind === 'scalar') return typeof node.value === 'bigint' ? `${node.value}n` : node.value;
  if (node.kind === 'seq') return node.items.map(withoutSpans);
  return node.entries.map(({ key, value }) => [withoutSpans(key), withoutSpans(value)]);
}
