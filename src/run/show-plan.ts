import type { PlannedPlay } from '../plan/plan.ts';
import type { Node } from '../source/node.ts';
import { bindNode } from '../template/bind.ts';
import { display } from '../template/display.ts';
import { evaluateNode } from '../template/evaluate-node.ts';
import { TemplateError } from '../template/template-error.ts';
import { isList } from '../template/value.ts';
import { exitCodes } from './exit-codes.ts';
import { listPlan } from './list-plan.ts';
import { printDiagnostics } from './print-diagnostics.ts';
import type { ReadRun } from './read-run.ts';
import type { RunContext } from './run-context.ts';

/** Prints what of the plan was asked for; a plan that could be read is all well. */
export function showPlan(read: ReadRun, context: RunContext): number {
  const { settings, playbooks } = read.request;
  const { invocation, sources } = context;
  const listing = { hosts: settings.listHosts, tasks: settings.listTasks, tags: settings.listTags };
  const hostsOf = (play: PlannedPlay) => {
    const pattern = patternOf(play, read);
    return read.selection.select(pattern, play.hosts.span, (warning) =>
      printDiagnostics([warning], invocation, sources),
    );
  };
  if (Object.values(listing).includes(true)) {
    invocation.stdout.write(listPlan(read.plan, listing, hostsOf, invocation.cwd()));
  } else {
    for (const playbook of playbooks) invocation.stdout.write(`${playbook}: nothing is wrong with it\n`);
  }
  return exitCodes.ok;
}

/** The `hosts` of a play; one whose template needs to run stays as it is written. */
function patternOf(play: PlannedPlay, { variables }: ReadRun): string {
  const layers = [...play.vars, { name: 'play vars' as const, vars: bindNode(play.keywords.get('vars')) }];
  const nobody = () => [];
  const facts = { name: play.name, folder: play.folder, roles: play.roles, all: [], active: nobody, batch: nobody };
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
