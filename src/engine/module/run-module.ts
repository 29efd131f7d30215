import { asIfMade } from '../../modules/as-if-made.ts';
import { bindArgs } from '../../modules/bind-args.ts';
import { findModule } from '../../modules/registry.ts';
import { display } from '../../template/display.ts';
import { evaluateTemplate } from '../../template/evaluate.ts';
import { settle } from '../../template/settle.ts';
import { isTemplate } from '../../template/template.ts';
import { dict } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import { delegationOf, withDelegatedVars } from '../host/delegation.ts';
import { openTaskHost } from '../host/open-task-host.ts';
import { boolKeyword } from '../keyword.ts';
import { timed } from '../task/limits.ts';
import type { TaskContext } from '../task/task-context.ts';
import type { TaskResult } from '../task/task-result.ts';
import { applyVerdict } from './apply-verdict.ts';
import { asyncSettings } from './async.ts';
import { jobStatus } from './async-status.ts';
import { lookAgainWhenLost, repeatWhereSafe } from './connection-loss.ts';
import { moduleArgs } from './module-args.ts';
import { badArguments, cannotCheck, notImplemented, refusedByHost } from './refusals.ts';
import { ownTexts, safeNames, valuesOf } from './task-args.ts';

/**
 * The module of a task, once: its arguments bound, the host looked at (decide), and what is to be done carried out (apply), unless this is
 * check mode. Throws a `TemplateError`, or a `ConnectionError` that says whether anything may have run.
 */
export async function runModule(ctx: TaskContext, scope: Scope): Promise<TaskResult> {
  const { action } = ctx.task;
  if (action.kind !== 'module') throw new Error(`${ctx.task.written} is no module`);
  const name = await moduleName(action.name, scope);
  if (name === 'async_status') return await jobStatus(ctx, scope);
  const module = findModule(name);
  if (module === undefined) return notImplemented(isTemplate(action.name) ? name : ctx.task.written);
  const check = (await boolKeyword(ctx.task, 'check_mode', scope)) ?? ctx.run.settings.check;
  if (check && module.check === 'skip') return cannotCheck(module);

  const delegation = await delegationOf(ctx, scope);
  const seen = withDelegatedVars(scope, delegation);
  const given = await moduleArgs(ctx, module, seen);
  const bound = bindArgs(module, valuesOf(given));
  if ('problems' in bound) return badArguments(bound.problems, module);

  return await timed(ctx, scope, async (attempt) => {
    const host = await openTaskHost(ctx, seen, delegation, { ...attempt, ownTexts: ownTexts(given) });
    const inBackground = await asyncSettings(ctx, scope);
    const result = await repeatWhereSafe(ctx, scope, async () => {
      const verdict = await lookAgainWhenLost(ctx, () => module.decide(bound.args, host));
      return await applyVerdict(check ? asIfMade(verdict) : verdict, module, {
        host,
        check,
        inBackground,
        jobs: ctx.run.jobs,
      });
    }).catch(refusedByHost);
    const args = module.keepsArgs === false || module.controllerOnly ? {} : { args: dict(bound.args) };
    const safe = safeNames(given);
    return { ...result, ...args, safe, ...(delegation.delegatesFacts ? { factsOf: delegation.host.name } : {}) };
  });
}

/** A module may be named by a template: `action: "{{ ansible_pkg_mgr }} name=git"`. */
async function moduleName(written: string, scope: Scope): Promise<string> {
  return isTemplate(written) ? display(await settle(() => evaluateTemplate(written, scope))) : written;
}
