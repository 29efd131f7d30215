import type { LimitFunction } from 'p-limit';
import type { Handler, PlannedPlay } from '../../plan/plan.ts';
import { bindNode } from '../../template/bind.ts';
import { display } from '../../template/display.ts';
import { evaluateTemplate } from '../../template/evaluate.ts';
import { settle } from '../../template/settle.ts';
import { isTemplate } from '../../template/template.ts';
import { TemplateError } from '../../template/template-error.ts';
import { PlayVarsFiles } from '../../vars/play-vars-files.ts';
import type { Layer } from '../../vars/precedence.ts';
import type { Role } from '../../vars/role.ts';
import type { Scope } from '../../vars/scope.ts';
import type { PlayVariables } from '../../vars/variables.ts';
import type { Cursor } from '../cursor.ts';
import type { PlayPolicy, PlayRun, Run } from '../run.ts';
import { RoleProgress } from './role-progress.ts';
import { promptForVars } from './vars-prompt.ts';

/** What a play has over all its batches: its variables, handlers and roles, and which hosts are still in it. */
export class PlayState implements PlayVariables {
  name: string;
  readonly folder: string;
  readonly roles: Role[];
  readonly roleNames: readonly string[];
  all: readonly string[] = [];
  readonly #play: PlannedPlay;
  readonly #run: Run;
  readonly #handlers: Handler[];
  readonly #varsFiles: PlayVarsFiles;
  readonly #own: Layer[];
  readonly #roleProgress = new RoleProgress();
  readonly #removed = new Set<string>();
  #cursors: readonly Cursor[] = [];

  constructor(play: PlannedPlay, run: Run) {
    this.name = play.name;
    this.folder = play.folder;
    this.roles = [...play.roles];
    this.roleNames = play.roleNames;
    this.#roleProgress.admit(play.roles);
    this.#play = play;
    this.#run = run;
    this.#handlers = [...play.handlers];
    this.#varsFiles = new PlayVarsFiles(play.keywords.get('vars_files'), play.folder, run.sources);
    this.#own = [{ name: 'play vars', vars: bindNode(play.keywords.get('vars')) }, ...play.vars];
  }

  /** Asks for the variables of `vars_prompt` that extra vars do not give, and names the play by its variables. */
  async prepare(): Promise<void> {
    const vars = await promptForVars(this.#play, this.#run, this.#run.variables.ofPlay(this));
    if (vars.size > 0) this.#own.push({ name: 'play vars_prompt', vars });
    this.name = await playName(this.#play.name, this.#run.variables.ofPlay(this));
  }

  layers(scope: Scope): readonly Layer[] {
    return [...this.#own, ...this.#varsFiles.layers(scope.over(...this.#own))];
  }

  active(): string[] {
    return this.all.filter((host) => !this.#removed.has(host));
  }

  batch(): string[] {
    return this.#cursors.map(({ host }) => host).filter((host) => !this.#removed.has(host));
  }

  /** Makes these hosts the current batch; only hosts that are out of the run are out of it from the start. */
  enter(cursors: readonly Cursor[]): void {
    this.#cursors = cursors;
    this.#removed.clear();
    for (const host of [...this.#run.failed, ...this.#run.unreachable]) this.#removed.add(host);
  }

  /** What a batch shares with the others. */
  shared(policy: PlayPolicy): Omit<PlayRun, 'connections' | 'cursors' | 'ended'> {
    return {
      run: this.#run,
      play: this.#play,
      variables: this,
      policy,
      handlers: this.#handlers,
      notified: new Map(),
      nameless: new Set(),
      throttles: new Map<string, LimitFunction>(),
      ordinals: new Map(),
      toleratedFailures: new Map(),
      removed: this.#removed,
      roleProgress: this.#roleProgress,
      exposeRoles: (roles) => this.#expose(roles),
    };
  }

  #expose(roles: readonly Role[]): void {
    for (const role of roles) if (!this.roles.includes(role)) this.roles.push(role);
  }
}

/** A play's name as its own variables tell it; one that they cannot tell stays as written. */
async function playName(text: string, scope: Scope): Promise<string> {
  if (!isTemplate(text)) return text;
  try {
    return display(await settle(() => evaluateTemplate(text, scope)));
  } catch (error) {
    if (error instanceof TemplateError) return text;
    throw error;
  }
}
