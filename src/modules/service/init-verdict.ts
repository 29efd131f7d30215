import { adminPath } from '../../shell/admin-path.ts';
import { quoteAll } from '../../shell/quote.ts';
import type { Value } from '../../template/value.ts';
import type { Failed, RunAction, Verdict } from '../module.ts';
import { noService } from '../no-service.ts';
import type { InitTask } from './init-task.ts';
import type { InitView } from './init-view.ts';

/** The verdict about a service of OpenRC or System V. */
export function initVerdict(task: InitTask, view: InitView): Verdict {
  if (!view.found) return { ...noService(task.name), unlessMade: judge(task, { ...view, running: false }) };
  return problemOf(task, view) ?? judge(task, view);
}

function problemOf({ name, state, enabled }: InitTask, view: InitView): Failed | undefined {
  if (enabled !== undefined && enabled !== view.enabled && view.enabler === '') {
    const message = 'the host has neither update-rc.d(8) nor chkconfig(8) to enable services with';
    const help = 'they come with the packages `init-system-helpers` (Debian) and `chkconfig` (Red Hat)';
    return { failed: true, message, help };
  }
  if (view.running === undefined && (state === 'started' || state === 'stopped' || state === 'reloaded')) {
    const message = `the init script of ${name} does not tell by \`status\` whether it runs`;
    return { failed: true, message, help: 'give `pattern`: a text that the list of processes has while it runs' };
  }
  return undefined;
}

function judge(task: InitTask, view: InitView): Verdict {
  const { name, state, enabled } = task;
  const result: Record<string, Value> = { name };
  if (enabled !== undefined) result.enabled = enabled;
  if (state !== undefined) result.state = state === 'stopped' ? 'stopped' : 'started';
  const actions = [
    ...(enabled === undefined || enabled === view.enabled ? [] : enabling(task, view, enabled)),
    ...stateCommands(task, view),
  ].map(run);
  if (actions.length === 0) return { change: false, because: `${name} is in that state`, result };
  return { change: true, actions, result };
}

function enabling({ name, runlevel }: InitTask, { enabler }: InitView, enabled: boolean): string[] {
  if (enabler === 'rc-update') return [quoteAll(['rc-update', enabled ? 'add' : 'delete', name, runlevel])];
  if (enabler === 'chkconfig') {
    return [
      ...(enabled ? [quoteAll(['chkconfig', '--add', name])] : []),
      quoteAll(['chkconfig', name, enabled ? 'on' : 'off']),
    ];
  }
  return [quoteAll(['update-rc.d', name, 'defaults']), quoteAll(['update-rc.d', name, enabled ? 'enable' : 'disable'])];
}

/** The commands that bring a service into the state, none when it is. */
function stateCommands(task: InitTask, { kind, running }: InitView): string[] {
  const script = (verb: string): string =>
    quoteAll([...(kind === 'openrc' ? ['rc-service', task.name] : [`/etc/init.d/${task.name}`]), verb, ...task.args]);
  switch (task.state) {
    case 'started':
      return running === true ? [] : [script('start')];
    case 'stopped':
      return running === true ? [script('stop')] : [];
    case 'reloaded':
      return [script(running === true ? 'reload' : 'start')];
    case 'restarted':
      return task.sleep === undefined
        ? [script('restart')]
        : [`${script('stop')}; sleep ${task.sleep}; ${script('start')}`];
    default:
      return [];
  }
}

/** The output goes through a file: a daemon that keeps it open must not hold up the task. */
function run(command: string): RunAction {
  const script = `${adminPath}; cd / || exit
f=$(mktemp) || exit
(${command}) </dev/null >"$f" 2>&1; c=$?
if [ "$c" = 0 ]; then cat "$f"; else cat "$f" >&2; fi
rm -f "$f"; exit $c`;
  return { kind: 'run', script, shown: command };
}
