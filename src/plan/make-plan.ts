import { classify, reservedNames } from '../modules/registry.ts';
import type { PlaySyntax } from '../playbook/syntax.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import type { Sources } from '../source/sources.ts';
import type { Span } from '../source/span.ts';
import { bindNode } from '../template/bind.ts';
import type { World } from '../template/context.ts';
import { PlayVarsFiles } from '../vars/play-vars-files.ts';
import type { Layer } from '../vars/precedence.ts';
import type { Role } from '../vars/role.ts';
import { Scope } from '../vars/scope.ts';
import type { TaskPlace } from '../vars/search-path.ts';
import { checkModules, type ReachedPlay } from './check/check-modules.ts';
import { checkPlay } from './check/check-play.ts';
import { checkVariables } from './check/check-variables.ts';
import { type Compilation, type Gathering, idSequence } from './compilation.ts';
import type { PlayPlace } from './compile.ts';
import { IncludeCompiler } from './include-compiler.ts';
import { type Foreseen, foresee, type LookAhead } from './look-ahead.ts';
import type { Plan, PlannedPlay, Task } from './plan.ts';
import { readPlaybook } from './read-playbook.ts';
import { type Settable, StaticConditions, settableBy, undecided } from './static-conditions.ts';
import type { TagChoice } from './tags.ts';

/** What plans are made from, besides the playbooks. */
export interface PlanInputs {
  readonly sources: Sources;
  readonly diagnostics: Diagnostics;
  readonly tags: TagChoice;
  readonly gathering: Gathering;
  readonly extraVars: Layer;
  readonly rolesPath: readonly string[];
  readonly collectionsPath: readonly string[];
  /** The folder that relative paths start from. */
  readonly cwd: string;
  world(place: TaskPlace): World;
}

/** A plan, the compiler for what its tasks include while it runs, and the check of variables against what uses them. */
export interface PlanAndIncludes {
  readonly plan: Plan;
  readonly includes: IncludeCompiler;
  /** What a play can reach; `isLeftOut` is asked of each task in turn. */
  foresee(play: PlannedPlay, isLeftOut: (task: Task) => boolean): Foreseen;
  /** Complains about modules that are not built in and that these tasks need; a warning where they may be missing. */
  checkModules(reached: readonly ReachedPlay[], allowed: boolean): void;
  /** Every tag that was seen so far. */
  readonly knownTags: ReadonlySet<string>;
  /** Complains about templates in these variables and in those that the playbooks and their roles set. */
  checkVariables(layers: Iterable<Layer>): void;
}

/** Reads playbooks and everything they import, and compiles them. What is wrong is in `inputs.diagnostics`; such a plan must not be run. */
export function makePlan(playbooks: readonly string[], inputs: PlanInputs): PlanAndIncludes {
  const outside = new Scope([inputs.extraVars], inputs.world({ file: inputs.cwd, folder: inputs.cwd, roles: [] }));
  const base: Compilation = {
    sources: inputs.sources,
    diagnostics: inputs.diagnostics,
    isModule,
    statics: outside,
    tags: inputs.tags,
    knownTags: new Set(),
    gathering: inputs.gathering,
    folder: inputs.cwd,
    rolesPath: inputs.rolesPath,
    collectionsPath: inputs.collectionsPath,
    roles: [],
    roleNames: [],
    roleHandlers: [],
    usedRoles: new Set(),
    templates: new Map(),
    stack: [],
    nextId: idSequence(),
  };
  const known: Layer[] = [inputs.extraVars];
  const scopes = new Map<Span, Scope>();
  const startPlay = (compilation: Compilation, play: PlaySyntax, place: PlayPlace): Compilation => {
    const statics = playStatics(compilation, play, place, inputs);
    known.push(...statics.layers);
    scopes.set(play.span, statics);
    return { ...compilation, roles: [], roleNames: [], roleHandlers: [], usedRoles: new Set(), statics };
  };
  const plays = playbooks.flatMap((playbook) => readPlaybook(playbook, base, startPlay));
  const place = (play: PlannedPlay) => ({
    ...inputs,
    role: undefined,
    compilation: { ...base, folder: play.folder, roles: play.roles },
  });
  for (const play of plays) checkPlay(play, place(play));
  // Apart from the compiler of the run, whose hosts know more.
  const compiler = new IncludeCompiler(base);
  const ahead = (play: PlannedPlay) => ({
    statics: scopes.get(play.span) ?? outside,
    extraVars: inputs.extraVars,
    compiler,
  });
  let settable: { readonly names: Settable } | undefined;
  return {
    plan: { plays },
    foresee: (play, isLeftOut) => {
      settable ??= { names: settableIn(plays, ahead) };
      const conditions = new StaticConditions(settable.names, ahead(play));
      return foresee(play, { ...ahead(play), conditions, isLeftOut });
    },
    checkModules: (reached, allowed) =>
      checkModules(reached, { allowed, diagnostics: inputs.diagnostics, placeOf: place }),
    knownTags: base.knownTags,
    includes: new IncludeCompiler(base),
    checkVariables: (layers) => {
      const roles = plays.flatMap((play) => play.roles);
      const all = [...known, ...roleLayers(roles), ...layers];
      const compilation = { ...base, folder: plays[0]?.folder ?? base.folder, roles };
      checkVariables(
        { layers: all, plays, templates: base.templates.values() },
        { ...inputs, role: undefined, compilation },
      );
    },
  };
}

/** What any task of the plays may set; anything, where nobody knows what an include brings. */
function settableIn(
  plays: readonly PlannedPlay[],
  ahead: (play: PlannedPlay) => Omit<LookAhead, 'conditions' | 'isLeftOut'>,
): Settable {
  const all = plays.map((play) => foresee(play, { ...ahead(play), conditions: undecided, isLeftOut: () => false }));
  if (all.some(({ unread }) => unread.length > 0)) return undefined;
  return settableBy(
    all.flatMap(({ tasks }) => tasks),
    plays,
  );
}

const roleLayers = (roles: readonly Role[]): Layer[] =>
  roles.flatMap(({ defaults, vars, params }) => [
    { name: 'role defaults', vars: defaults },
    { name: 'role vars', vars },
    { name: 'role params', vars: params },
  ]);

/** Whether a key of a task can be its module, built or not. */
function isModule(name: string): boolean {
  return classify(name) !== 'unknown' || reservedNames.includes(name.replace(/^ansible\.(?:builtin|legacy)\./, ''));
}

/** What is known of a play before any host is: its own variables, its vars files whose names are known, extra vars. */
function playStatics(compilation: Compilation, play: PlaySyntax, place: PlayPlace, inputs: PlanInputs): Scope {
  const { folder } = compilation;
  const below: Layer[] = [{ name: 'play vars', vars: bindNode(play.keywords.get('vars')) }, ...place.vars];
  const above: Layer[] = [
    inputs.extraVars,
    { name: 'magic', vars: new Map([['playbook_dir', { value: folder, safe: true }]]) },
  ];
  const world = inputs.world({ file: place.file, folder, roles: [] });
  const files = new PlayVarsFiles(play.keywords.get('vars_files'), folder, compilation.sources);
  const fromFiles = files.layersAhead(new Scope([...below, ...above], world), compilation.diagnostics);
  return new Scope([...below, ...fromFiles, ...above], world);
}
