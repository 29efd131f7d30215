import { TemplateError } from '../../template/template-error.ts';
import type { Scope } from '../../vars/scope.ts';
import { textKeyword } from '../keyword.ts';
import { applyEffects } from './effects.ts';
import { notifiedNames, notify } from './notify.ts';
import type { TaskContext } from './task-context.ts';
import { failure, type TaskResult } from './task-result.ts';
import { templateFailure } from './template-failure.ts';

/** Keeps what a task registers and sets, and notifies; a handler that does not exist makes it a failure. */
export async function recordResult(result: TaskResult, ctx: TaskContext, scope: Scope): Promise<TaskResult> {
  const { run } = ctx;
  if (ctx.task.loop === undefined) applyEffects(result, ctx);
  try {
    const name = await textKeyword(ctx.task, 'register', scope);
    if (name !== undefined) {
      for (const owner of ctx.owners) run.variables.store(owner).set.set(name, { value: result.values });
    }
    const names = result.status === 'changed' ? (result.notifies ?? (await notifiedNames(ctx, scope))) : [];
    const unknown = await notify(names, ctx, scope);
    if (unknown === undefined) return result;
    return failure(`no handler is called \`${unknown}\` or listens to it`, {
      help: 'check the spelling in `notify`, and that the handler is in `handlers` of the play or of a role it uses',
    });
  } catch (error) {
    if (error instanceof TemplateError) return templateFailure(error, ctx);
    throw error;
  }
}
