import { settle } from '../../template/settle.ts';
import type { Scope } from '../../vars/scope.ts';
import { delegationOf } from '../host/delegation.ts';
import { openTaskHost } from '../host/open-task-host.ts';
import { timed } from '../task/limits.ts';
import type { TaskContext } from '../task/task-context.ts';
import type { TaskResult } from '../task/task-result.ts';
import { asyncStatus } from './async.ts';
import { evaluateArgs } from './evaluate-args.ts';
import { refusedByHost } from './refusals.ts';
import { valuesOf } from './task-args.ts';

/** The `async_status` of a task: how the job that it names is doing on its host. */
export async function jobStatus(ctx: TaskContext, scope: Scope): Promise<TaskResult> {
  const { action } = ctx.task;
  const args = action.kind === 'module' ? await settle(() => evaluateArgs(action, undefined, scope)) : new Map();
  return await timed(ctx, scope, async (attempt) => {
    const host = await openTaskHost(ctx, scope, await delegationOf(ctx, scope), attempt);
    return await asyncStatus(valuesOf(args), host, ctx.run.jobs).catch(refusedByHost);
  });
}
