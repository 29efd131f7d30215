import { unanswered } from '../engine/play/vars-prompt.ts';
import { HostSelection } from '../inventory/host-selection.ts';
import type { Host } from '../inventory/inventory.ts';
import { makePlan, type PlanAndIncludes } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import type { Settings } from '../settings/table.ts';
import { type Diagnostic, Diagnostics, WrongInput } from '../source/diagnostic.ts';
import type { Layer } from '../vars/precedence.ts';
import { controllerWorld } from '../vars/world.ts';
import { askOn } from './ask.ts';
import { fillBareInventory, type Login } from './bare-inventory.ts';
import { checkChoices } from './check-choices.ts';
import { checkConnection } from './check-connection.ts';
import { checkHostVariables } from './check-host-variables.ts';
import { checkInput } from './check-input.ts';
import { checkKeys } from './check-keys.ts';
import { connectionDefaults } from './engine-settings.ts';
import { installedIn } from './installed.ts';
import { onlyReads } from './only-reads.ts';
import { hostsOf } from './play-hosts.ts';
import { type Inputs, readInputs } from './read-inputs.ts';
import type { RunContext } from './run-context.ts';
import type { RunIo } from './run-io.ts';
import type { RunRequest } from './run-request.ts';

/** Everything that is known of a run before the first host is contacted. */
export interface PreparedRun extends Inputs, PlanAndIncludes {
  readonly request: RunRequest;
  readonly selection: HostSelection;
  readonly login: Login;
  readonly context: RunContext;
  /** What may be wrong, and does not keep the run from happening. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Reads all that a run is made of: vault, variables, inventory, playbooks. Throws {@link WrongInput} with everything that is wrong in any of
 * them.
 */
export async function prepareRun(request: RunRequest, context: RunContext, signal: AbortSignal): Promise<PreparedRun> {
  const { settings, playbooks, pattern } = request;
  const { sources, io } = context;
  const cwd = io.cwd();
  const diagnostics = new Diagnostics();
  const inputs = await readInputs({ settings, diagnostics, playbook: playbooks[0], signal }, context);
  const { inventory, extraVars } = inputs;
  const isBare = pattern !== undefined && settings.inventory.length === 0;
  const login = isBare ? fillBareInventory(inventory, pattern, io.env, diagnostics) : {};
  const { allowEmpty } = settings;
  const selection = HostSelection.read(settings.limit, inventory, { sources, diagnostics, cwd, allowEmpty });
  const planned = makePlan(playbooks, {
    sources,
    diagnostics,
    tags: { only: settings.tags, skip: settings.skipTags },
    gathering: settings.gathering,
    extraVars,
    ...installedIn(settings, cwd),
    cwd,
    world: (place) => controllerWorld(sources, place, io.env),
  });
  const strict = pattern !== undefined && !allowEmpty;
  const plays = hostsOf(planned.plan, inventory, strict, diagnostics);
  const hosts = new Set(plays.flatMap((play) => play.hosts ?? []));
  checkChoices({ request, planned, plays, inventory, selection, diagnostics });
  planned.checkVariables(inventoryLayers(planned.plan, { hosts, inputs, selection }));
  if (request.stdin) checkInput(settings, selection.within([...hosts]).length, diagnostics);
  if (!onlyReads(settings)) await checkRun({ hosts, plan: planned.plan, inputs, settings }, io, diagnostics);
  if (diagnostics.failed) throw new WrongInput(diagnostics.all);
  return { ...inputs, ...planned, request, selection, login, context, warnings: diagnostics.all };
}

interface Planned {
  readonly plan: Plan;
  readonly hosts: ReadonlySet<Host>;
  readonly inputs: Inputs;
  readonly settings: Settings;
}

/** What the inventory and the vars files give to the hosts that will be asked for. */
function* inventoryLayers(
  plan: Plan,
  { hosts, inputs, selection }: { hosts: ReadonlySet<Host>; inputs: Inputs; selection: HostSelection },
): Generator<Layer> {
  const folders = new Set(plan.plays.map(({ folder }) => folder));
  for (const host of selection.within([...hosts])) for (const folder of folders) yield* inputs.layers.of(host, folder);
}

/** Complains about what only a run needs: keys, options of ssh, somebody who answers. */
async function checkRun(
  { plan, hosts, inputs, settings }: Planned,
  io: RunIo,
  diagnostics: Diagnostics,
): Promise<void> {
  if (askOn(io) === undefined) {
    const isExtra = (name: string) => inputs.variables.isExtra(name);
    for (const problem of plan.plays.flatMap((play) => unanswered(play, isExtra))) diagnostics.add(problem);
  }
  checkConnection(settings, io.env, diagnostics);
  const scopeOf = (host: Host) => inputs.variables.ofHost(host);
  checkHostVariables(hosts, { scopeOf, defaults: connectionDefaults(settings, io.env, {}) }, diagnostics);
  await checkKeys(hosts, { settings, inputs, cwd: io.cwd() }, diagnostics);
}
