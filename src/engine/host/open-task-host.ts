import { abortion } from '../../connection/command/abortion.ts';
import type { Connection, Target } from '../../connection/connection.ts';
import type { Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import { boolKeyword } from '../keyword.ts';
import type { Attempt } from '../task/limits.ts';
import type { TaskContext } from '../task/task-context.ts';
import { controllerFiles } from './controller-files.ts';
import type { Delegation } from './delegation.ts';
import { privilegesOf } from './privileges.ts';
import { targetOfTask } from './target-of-task.ts';
import { TaskHost } from './task-host.ts';

/** Makes the host that a task's module looks at. Its connection is opened when something is first asked of it, and shared by the play. */
export async function openTaskHost(
  ctx: TaskContext,
  scope: Scope,
  delegation: Delegation,
  { signal, onEnded, onUnfinished, ownTexts = new Set() }: Attempt & { readonly ownTexts?: ReadonlySet<Value> },
): Promise<TaskHost> {
  const { connections } = ctx;
  const { run } = ctx;
  let known: Promise<Target> | undefined;
  const target = (): Promise<Target> => {
    known ??= targetOfTask(delegation.host, ctx.task.keywords, delegation.scope, run);
    return known;
  };
  const connect = async (): Promise<Connection> => await unlessAborted(connections.connection(await target()), signal);
  return new TaskHost({
    ctx,
    scope,
    signal,
    onEnded,
    onUnfinished,
    ownTexts,
    becomeOnTerminal: connections.becomeOnTerminal(delegation.host.name),
    privileges: await privilegesOf(ctx, scope, delegation.scope),
    controller: controllerFiles(scope.world, run.sources),
    confidential: (await boolKeyword(ctx.task, 'no_log', scope)) ?? false,
    wantsDiff: (await boolKeyword(ctx.task, 'diff', scope)) ?? run.settings.diff,
    connect,
    reconnect: async (connectTimeout) => {
      await connections.reset(await target());
      await connections.connection({ ...(await target()), connectTimeout: connectTimeout * 1000 });
    },
  });
}

/** A task whose time is over does not wait until a host answers; the connection may still come, for other tasks. */
async function unlessAborted(opening: Promise<Connection>, signal: AbortSignal): Promise<Connection> {
  const aborted = abortion(signal);
  try {
    return await Promise.race([opening, aborted.promise]);
  } finally {
    aborted.forget();
  }
}
