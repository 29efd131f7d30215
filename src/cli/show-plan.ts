import { exitCodes } from '../events/exit-codes.ts';
import type { PlannedPlay } from '../plan/plan.ts';
import type { PreparedRun } from '../run/prepare-run.ts';
import { print } from '../run/print.ts';
import { printDiagnostics } from '../run/print-diagnostics.ts';
import type { Node } from '../source/node.ts';
import { bindNode } from '../template/bind.ts';
import { display } from '../template/display.ts';
import { evaluateNode } from '../template/evaluate-node.ts';
import { TemplateError } from '../template/template-error.ts';
import { isList } from '../template/value.ts';
import { listPlan } from './list-plan.ts';

/** Prints what of the plan was asked for; a plan that could be read is all well. */
export function showPlan(prepared: PreparedRun): number {
  const { settings, playbooks } = prepared.request;
  const { io, sources } = prepared.context;
  const listing = { hosts: settings.listHosts, tasks: settings.listTasks, tags: settings.listTags };
  const hostsOf = (play: PlannedPlay) => {
    const pattern = patternOf(play, prepared);
    return prepared.selection.select(pattern, play.hosts.span, (warning) => printDiagnostics([warning], io, sources));
  };
  if (Object.values(listing).includes(true)) {
    print(listPlan(prepared.plan, listing, hostsOf, io.cwd()), io);
  } else {
    print(
      playbooks.map((playbook) => `${playbook}: nothing is wrong with it`),
      io,
    );
  }
  return exitCodes.ok;
}

/** The `hosts` of a play; one whose template needs to run stays as it is written. */
function patternOf(play: PlannedPlay, { variables }: PreparedRun): string {
  const layers = [...play.vars, { name: 'play vars' as const, vars: bindNode(play.keywords.get('vars')) }];
  const nobody = () => [];
  const facts = {
    name: play.name,
    folder: play.folder,
    roles: play.roles,
    roleNames: play.roleNames,
    all: [],
    active: nobody,
    batch: nobody,
  };
  try {
    const value = evaluateNode(play.hosts, variables.ofPlay({ ...facts, layers: () => layers }));
    return isList(value) ? value.map(display).join(',') : display(value);
  } catch (error) {
    if (error instanceof TemplateError) return written(play.hosts);
    throw error;
  }
}

function written(node: Node): string {
  return node.kind === 'scalar' ? String(node.value) : '';
}
