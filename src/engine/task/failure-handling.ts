import { TemplateError } from '../../template/template-error.ts';
import type { Scope } from '../../vars/scope.ts';
import { boolKeyword } from '../keyword.ts';
import { rememberFailure } from './rescue-facts.ts';
import type { TaskContext } from './task-context.ts';
import type { TaskResult } from './task-result.ts';

/** What becomes of a failure: it is ignored, taken over by a rescue section, or the end of the play for all hosts. */
export interface FailureHandling {
  readonly ignored: boolean;
  readonly rescued: boolean;
  readonly fatal: boolean;
}

/** What a task's keywords and the blocks around it make of its result; a rescue section is given the facts of what failed. */
export async function failureHandling(result: TaskResult, ctx: TaskContext, scope: Scope): Promise<FailureHandling> {
  const ignored = await isIgnored(result, ctx, scope);
  const recovers = result.status === 'failed' && !ignored && ctx.cursor.rescuable;
  if (recovers) rememberFailure(ctx, ctx.step, result);
  const fatal = !ignored && ((await lenientBool(ctx, scope, 'any_errors_fatal')) ?? false);
  // A handler's failure counts as such even where a rescue section takes over, as in the reference.
  return { ignored, rescued: recovers && !ctx.cursor.inHandlers, fatal };
}

async function isIgnored(result: TaskResult, ctx: TaskContext, scope: Scope): Promise<boolean> {
  if (result.status === 'failed') return (await lenientBool(ctx, scope, 'ignore_errors')) ?? false;
  if (result.status === 'unreachable') return (await lenientBool(ctx, scope, 'ignore_unreachable')) ?? false;
  return false;
}

/** A keyword that decides about a failure: one that cannot be evaluated decides nothing, and a warning says so. */
async function lenientBool(ctx: TaskContext, scope: Scope, name: string): Promise<boolean | undefined> {
  try {
    return await boolKeyword(ctx.task, name, scope);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const message = `\`${name}\` cannot be evaluated: ${error.message}`;
    ctx.run.emit({ kind: 'warning', message, location: ctx.step.at });
    return undefined;
  }
}
