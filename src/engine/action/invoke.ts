import { type ArgProblem, bindArgs } from '../../modules/bind-args.ts';
import type { Module } from '../../modules/module.ts';
import { findModule } from '../../modules/registry.ts';
import { display } from '../../template/display.ts';
import { evaluateTemplate } from '../../template/evaluate.ts';
import { settle } from '../../template/settle.ts';
import { isTemplate } from '../../template/template.ts';
import { type Dict, dict } from '../../template/value.ts';
import { dictWithoutOmitted } from '../../template/without-omitted.ts';
import type { Scope } from '../../vars/scope.ts';
import { whereabouts, withDelegatedVars } from '../host/delegate.ts';
import { openTaskHost } from '../host/open-task-host.ts';
import { boolKeyword, numberKeyword } from '../keyword.ts';
import type { TaskAt } from '../task-at.ts';
import { failure, passedOver, type TaskResult } from '../task-result.ts';
import { type AsyncSettings, asyncStatus } from './async.ts';
import { carryOut } from './carry-out.ts';
import { evaluateArgs } from './evaluate-args.ts';
import { moduleDefaults } from './module-defaults.ts';
import { withTaskTimeout } from './task-timeout.ts';

/** Seconds between looks at a job, as published for Ansible. */
const defaultPoll = 15;

/** Evaluates a task's arguments, asks its module what is to be done, and does it, unless this is check mode. */
export async function invoke(at: TaskAt, scope: Scope): Promise<TaskResult> {
  const { action } = at.task;
  if (action.kind !== 'module') throw new Error(`${at.task.written} is no module`);
  const name = await moduleName(action.name, scope);
  if (name === 'async_status') return await statusOfJob(at, scope);
  const module = findModule(name);
  if (module === undefined) return notBuilt(isTemplate(action.name) ? name : at.task.written);
  const check = (await boolKeyword(at.task, 'check_mode', scope)) ?? at.play.run.settings.check;
  if (check && module.check === 'skip') return cannotCheck(module);
  const where = await whereabouts(at, scope);
  const bound = bindArgs(module, await argsOf(at, module, withDelegatedVars(scope, where)));
  if ('problems' in bound) return badArguments(bound.problems, module);
  return await withTaskTimeout(at, scope, async (signal) => {
    const host = await openTaskHost(at, withDelegatedVars(scope, where), where, signal);
    const inBackground = await asyncSettings(at, scope);
    const result = await carryOut(module, bound.args, { host, check, inBackground, jobs: at.play.run.jobs });
    const args = module.keepsArgs === false || module.controllerOnly ? {} : { args: dict(bound.args) };
    return { ...result, ...args, ...(where.delegatesFacts ? { factsOf: where.host.name } : {}) };
  });
}

/** A module may be named by a template: `action: "{{ ansible_pkg_mgr }} name=git"`. */
async function moduleName(written: string, scope: Scope): Promise<string> {
  return isTemplate(written) ? display(await settle(() => evaluateTemplate(written, scope))) : written;
}

/** What `async` and `poll` ask for; without `async`, or with 0, a task is waited for in the ordinary way. */
async function asyncSettings(at: TaskAt, scope: Scope): Promise<AsyncSettings | undefined> {
  const limit = (await numberKeyword(at.task, 'async', scope)) ?? 0;
  if (limit <= 0) return undefined;
  return { limit, poll: (await numberKeyword(at.task, 'poll', scope)) ?? defaultPoll };
}

async function statusOfJob(at: TaskAt, scope: Scope): Promise<TaskResult> {
  const { action } = at.task;
  const args = action.kind === 'module' ? await settle(() => evaluateArgs(action, undefined, scope)) : new Map();
  return await withTaskTimeout(at, scope, async (signal) => {
    const host = await openTaskHost(at, scope, await whereabouts(at, scope), signal);
    return await asyncStatus(args, host, at.play.run.jobs);
  });
}

async function argsOf(at: TaskAt, module: Module, scope: Scope): Promise<Dict> {
  const { action } = at.task;
  const given = action.kind === 'module' ? await settle(() => evaluateArgs(action, module, scope)) : [];
  const defaults = at.task.moduleDefaults.length === 0 ? [] : await moduleDefaults(at, module, scope);
  return dictWithoutOmitted(new Map([...defaults, ...given]));
}

function badArguments(problems: readonly ArgProblem[], module: Module): TaskResult {
  const help = problems.find((problem) => problem.help !== undefined)?.help;
  const message = problems.map((problem) => problem.message).join('; ');
  return failure(message, { help: help ?? `see \`runbook doc ${module.name}\`` });
}

function notBuilt(name: string): TaskResult {
  return failure(`module \`${name}\` is not built into runbook`, {
    help: 'use another module, or leave the host out with `when`; `runbook doc` lists the modules there are',
  });
}

function cannotCheck(module: Module): TaskResult {
  return passedOver(`${module.name} cannot tell what it would do`, { msg: 'skipped, running in check mode' });
}
