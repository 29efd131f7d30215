import { abortion } from '../../connection/command/abortion.ts';
import type { Connection, Target } from '../../connection/connection.ts';
import type { Scope } from '../../vars/scope.ts';
import { boolKeyword } from '../keyword.ts';
import type { TaskAt } from '../task-at.ts';
import { controllerFiles } from './controller-files.ts';
import type { Whereabouts } from './delegate.ts';
import { privilegesOf } from './privileges.ts';
import { targetOfTask } from './target-of-task.ts';
import { TaskHost } from './task-host.ts';

/** Makes the host that a task's module looks at. Its connection is opened when something is first asked of it, and shared by the play. */
export async function openTaskHost(
  at: TaskAt,
  scope: Scope,
  where: Whereabouts,
  signal: AbortSignal,
): Promise<TaskHost> {
  const { connections } = at;
  const { run } = at.play;
  let known: Promise<Target> | undefined;
  const target = (): Promise<Target> => {
    known ??= targetOfTask(where.host, at.task.keywords, where.scope, run);
    return known;
  };
  const connect = async (): Promise<Connection> => await unlessAborted(connections.connection(await target()), signal);
  return new TaskHost({
    at,
    scope,
    signal,
    privileges: await privilegesOf(at, scope, where.scope),
    controller: controllerFiles(scope.world, run.sources),
    confidential: (await boolKeyword(at.task, 'no_log', scope)) ?? false,
    wantsDiff: (await boolKeyword(at.task, 'diff', scope)) ?? run.settings.diff,
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
