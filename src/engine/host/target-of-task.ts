import { ConnectionError, type Target } from '../../connection/connection.ts';
import { targetOf } from '../../connection/target.ts';
import type { Host } from '../../inventory/inventory.ts';
import type { Keywords } from '../../playbook/syntax.ts';
import { display } from '../../template/display.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { TemplateError } from '../../template/template-error.ts';
import type { Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import type { Cursor } from '../cursor.ts';
import type { PlayRun, Run } from '../run.ts';
import { hostOf, scopeOf } from '../scope-of.ts';

/**
 * Where a task connects to: by the variables of the host it runs on, then by the keywords `connection`, `remote_user` and `port` in force,
 * then by the options of the run. Throws a `ConnectionError` of kind `unsupported` when they make no sense.
 */
export async function targetOfTask(host: Host, keywords: Keywords, scope: Scope, run: Run): Promise<Target> {
  return await settle(() =>
    run.targets.get(host.name, keywords, scope, (asked) => {
      const variable = (name: string) => {
        asked(name);
        return scope.get(name);
      };
      return resolveTarget(host, keywords, { scope, variable }, run);
    }),
  );
}

/** The variables of a host; `variable` notes which are asked for. */
interface Lookup {
  readonly scope: Scope;
  variable(name: string): Value | undefined;
}

function resolveTarget(host: Host, keywords: Keywords, { scope, variable }: Lookup, run: Run): Target {
  const text = (name: string): string | undefined => {
    const node = keywords.get(name);
    const value = node === undefined ? null : evaluateNode(node, scope);
    return value === null ? undefined : display(value);
  };
  const connection = text('connection');
  const user = text('remote_user') ?? text('user');
  const port = text('port');
  return targetOf(host.name, variable, {
    ...run.settings.connection,
    ...(connection === undefined ? {} : { connection }),
    ...(user === undefined ? {} : { user }),
    ...(port === undefined ? {} : { port: Number(port) }),
  });
}

/** Where the tasks of a play connect to on a host, before any of them. */
export async function playTarget(cursor: Cursor, play: PlayRun): Promise<Target | ConnectionError> {
  try {
    const step = play.play.steps.find((candidate) => candidate.kind === 'task');
    const host = hostOf(cursor.host, play);
    const scope =
      step?.kind === 'task' ? scopeOf(step.task, cursor, play) : play.run.variables.ofHost(host, play.play.folder);
    return await targetOfTask(host, play.play.keywords, scope, play.run);
  } catch (error) {
    if (error instanceof ConnectionError) return error;
    if (error instanceof TemplateError) return new ConnectionError('unsupported', error.message, { cause: error });
    throw error;
  }
}
