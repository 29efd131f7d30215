import type { HostSelection } from '../inventory/host-selection.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { metaActionOf } from '../plan/check/meta-actions.ts';
import type { PlanAndIncludes } from '../plan/make-plan.ts';
import type { TaskAction } from '../plan/plan.ts';
import type { Diagnostic, Diagnostics } from '../source/diagnostic.ts';
import { isTemplate } from '../template/template.ts';
import { checkStart, passedOverBefore } from './check-start.ts';
import { checkTags } from './check-tags.ts';
import { onlyReads } from './only-reads.ts';
import type { PlayHosts } from './play-hosts.ts';
import type { RunRequest } from './run-request.ts';

/** What was asked for, and what there is. */
export interface Choices {
  readonly request: RunRequest;
  readonly planned: PlanAndIncludes;
  readonly plays: readonly PlayHosts[];
  readonly inventory: Inventory;
  readonly selection: HostSelection;
  readonly diagnostics: Diagnostics;
}

/** Complains about choices of hosts, tags and tasks that leave nothing to do, and about modules that what is left needs and are not here. */
export function checkChoices(choices: Choices): void {
  const { request, planned, plays, inventory, selection, diagnostics } = choices;
  const { settings } = request;
  // Of a playbook that could not be read whole, nobody knows what it lacks.
  const isWhole = !diagnostics.failed;
  const complaint = { allowed: settings.allowEmpty, diagnostics };
  if (isWhole) checkStart(settings.startAtTask, planned.plan, complaint);
  if (isWhole && !settings.allowEmpty) checkHosts(choices);
  const isLeftOut = passedOverBefore(settings.startAtTask);
  const reached = plays
    .filter(({ hosts }) => hosts === undefined || inventory.hosts.size === 0 || selection.within(hosts).length > 0)
    .map(({ play }) => ({ play, ...planned.foresee(play, isLeftOut) }));
  if (settings.syntaxCheck) for (const { problems } of reached) checkIncluded(problems, diagnostics);
  const tags = { tags: planned.knownTags, mayGrow: reached.some(({ unread }) => unread.length > 0) };
  if (isWhole) checkTags({ only: settings.tags, skip: settings.skipTags }, tags, complaint);
  const allowed = settings.allowMissingModules || (onlyReads(settings) && !settings.syntaxCheck);
  planned.checkModules(reached, allowed);
}

/**
 * Adds what is wrong with files and roles that are included while the play runs. What hangs on variables is left out, since the host that gets
 * there knows more; and what is not there may be there by then.
 */
function checkIncluded(problems: readonly Diagnostic[], diagnostics: Diagnostics): void {
  for (const problem of problems) {
    if (problem.code === 'not-static') continue;
    diagnostics.add(problem.code === 'file-not-found' ? { ...problem, severity: 'warning' } : problem);
  }
}

/** A pattern of `exec` must find a host, and a limit leave one of a play, unless plays may get others while they run. */
function checkHosts({ request, planned, plays, selection, diagnostics }: Choices): void {
  const { settings, pattern } = request;
  if (pattern !== undefined && plays.every(({ hosts }) => hosts?.length === 0)) {
    const help = 'see what there is: `runbook inventory --graph`';
    diagnostics.error('empty-pattern', `no host matches \`${pattern}\``, { help });
  } else if (
    settings.limit !== undefined &&
    plays.some(({ hosts }) => hosts?.length !== 0) &&
    !mayGainHosts(plays, planned)
  ) {
    if (plays.some(({ hosts }) => selection.within(hosts ?? []).length > 0)) return;
    const help = 'see which hosts they are for: `--list-hosts`, without the limit';
    diagnostics.error('empty-limit', `\`--limit ${settings.limit}\` leaves no host of any play`, { help });
  }
}

/** Whether an empty group may be filled by what the plays do. */
function mayGainHosts(plays: readonly PlayHosts[], planned: PlanAndIncludes): boolean {
  if (plays.some(({ hosts }) => hosts === undefined)) return true;
  if (plays.every(({ hosts }) => hosts?.length !== 0)) return false;
  const foreseen = plays.map(({ play }) => planned.foresee(play, () => false));
  return foreseen.some(({ tasks, unread }) => unread.length > 0 || tasks.some(({ action }) => addsHosts(action)));
}

function addsHosts(action: TaskAction): boolean {
  if (action.kind === 'meta') return metaActionOf(action.action) === 'refresh_inventory';
  return action.kind === 'module' && (/^(?:add_host|group_by)$/.test(action.name) || isTemplate(action.name));
}
