import { classify, reservedNames } from '../modules/registry.ts';
import type { PlaySyntax } from '../playbook/syntax.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import type { Sources } from '../source/sources.ts';
import { bindNode } from '../template/bind.ts';
import type { World } from '../template/context.ts';
import { PlayVarsFiles } from '../vars/play-vars-files.ts';
import type { Layer } from '../vars/precedence.ts';
import type { Role } from '../vars/role.ts';
import { Scope } from '../vars/scope.ts';
import type { TaskPlace } from '../vars/search-path.ts';
import { checkPlay } from './check/check-play.ts';
import { checkVariables } from './check/check-variables.ts';
import { type Compilation, type Gathering, idSequence } from './compilation.ts';
import type { PlayPlace } from './compile.ts';
import { IncludeCompiler } from './include-compiler.ts';
import type { Plan, PlannedPlay } from './plan.ts';
import { readPlaybook } from './read-playbook.ts';
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
  /** Complains about templates in these variables and in those that the playbooks and their roles set. */
  checkVariables(layers: Iterable<Layer>): void;
}

/** Reads playbooks and everything they import, and compiles them. What is wrong is in `inputs.diagnostics`; such a plan must not be run. */
export function makePlan(playbooks: readonly string[], inputs: PlanInputs): PlanAndIncludes {
  const base: Compilation = {
    sources: inputs.sources,
    diagnostics: inputs.diagnostics,
    isModule,
    statics: new Scope([inputs.extraVars], inputs.world({ file: inputs.cwd, folder: inputs.cwd, roles: [] })),
    tags: inputs.tags,
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
  const startPlay = (compilation: Compilation, play: PlaySyntax, place: PlayPlace): Compilation => {
    const statics = playStatics(compilation, play, place, inputs);
    known.push(...statics.layers);
    return { ...compilation, roles: [], roleNames: [], roleHandlers: [], usedRoles: new Set(), statics };
  };
  const plays = playbooks.flatMap((playbook) => readPlaybook(playbook, base, startPlay));
  const place = (play: PlannedPlay) => ({
    ...inputs,
    role: undefined,
    compilation: { ...base, folder: play.folder, roles: play.roles },
  });
  for (const play of plays) checkPlay(play, place(play));
  return {
    plan: { plays },
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
