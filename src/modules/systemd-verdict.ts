import { quote, quoteAll } from '../shell/quote.ts';
import type { Value } from '../template/value.ts';
import type { Failed, Result, RunAction, Verdict } from './module.ts';
import { noService } from './no-service.ts';
import type { UnitTask } from './systemd-args.ts';
import { runtimeFolder, type SystemdView, type UnitView } from './systemd-view.ts';

/** What is to be done with a unit: verbs of systemctl, and what the result then says. */
interface Plan {
  readonly verbs: readonly string[];
  readonly result: Result;
}

/** What `is-enabled` says of units that are there. */
const known = new Set([
  'enabled',
  'enabled-runtime',
  'linked',
  'linked-runtime',
  'alias',
  'masked',
  'masked-runtime',
  'static',
  'indirect',
  'disabled',
  'generated',
  'transient',
]);

const running = new Set(['active', 'activating', 'reloading', 'refreshing']);

/** The verdict about a unit, from what the probe saw of it. */
export function unitVerdict(task: UnitTask, view: SystemdView): Verdict {
  if (view.missing) {
    const help = 'it comes with the package `systemd`; `service` also knows other service managers';
    return { failed: true, message: 'the host has no systemctl(1)', help };
  }
  const { unit } = view;
  if (task.name === undefined || unit === undefined)
    return verdictOf(task, { verbs: [], result: { status: new Map() } });
  return problemOf(task, task.name, unit) ?? verdictOf(task, planOf(task, unit));
}

/** Why a unit cannot be brought into its state; one that is not there may be once systemd has read its files again. */
function problemOf(task: UnitTask, name: string, unit: UnitView): Failed | undefined {
  const { status, complaint } = unit;
  const loadError = status.get('LoadError');
  if (loadError !== undefined && loadError !== '' && !['masked', 'not-found'].includes(status.get('LoadState') ?? '')) {
    return { failed: true, message: `Error loading unit file '${name}': ${loadError}` };
  }
  if (task.enabled === undefined && task.state === undefined) return undefined;
  if (!isThere(unit) && !task.reload) {
    if (complaint !== '' && !isIgnored(complaint)) return unasked(task, complaint);
    return { ...noService(name), unlessMade: verdictOf(task, planOf(task, unit)) };
  }
  const unknown = task.state !== undefined && !status.has('ActiveState') && !isIgnored(complaint);
  return unknown ? unasked(task, complaint) : undefined;
}

function unasked({ scope }: UnitTask, complaint: string): Failed {
  const help =
    scope === 'user'
      ? 'the user needs a systemd of their own: log them in, or run `loginctl enable-linger USER`'
      : '`state` needs a host that systemd runs on as process 1';
  return { failed: true, message: `systemd cannot be asked: ${complaint || 'it said nothing'}`, help };
}

function isThere({ status, enabledLines, initScript }: UnitView): boolean {
  const loaded = status.get('LoadState');
  if (loaded !== undefined) return loaded !== 'not-found' || initScript;
  return initScript || known.has(enabledLines[0] ?? '');
}

/** Whether systemctl was called where no systemd runs on purpose: in a chroot, or with `SYSTEMD_OFFLINE`. */
const isIgnored = (complaint: string): boolean => /ignoring (?:request|command)/i.test(complaint);

function planOf(task: UnitTask, unit: UnitView): Plan {
  const verbs: string[] = [];
  const result: Record<string, Value> = { status: new Map(unit.status) };
  if (task.masked !== undefined && task.masked !== (unit.enabledLines[0] === 'masked')) {
    verbs.push(task.masked ? 'mask' : 'unmask');
  }
  if (task.enabled !== undefined) {
    if (task.enabled !== isEnabled(task, unit)) verbs.push(task.enabled ? 'enable' : 'disable');
    result.enabled = task.enabled;
  }
  if (task.state !== undefined) {
    const verb = isIgnored(unit.complaint) ? undefined : stateVerb(task.state, unit.status.get('ActiveState') ?? '');
    if (verb !== undefined) verbs.push(verb);
    result.state = task.state === 'stopped' ? 'stopped' : 'started';
    if (isIgnored(unit.complaint)) {
      result.warnings = ['systemd is offline here (a chroot, or SYSTEMD_OFFLINE): `state` was passed over'];
    }
  }
  return { verbs, result };
}

function isEnabled({ scope }: UnitTask, { enabledCode, enabledLines, initScript, initEnabled }: UnitView): boolean {
  const only = enabledLines.length === 1 ? (enabledLines[0] ?? '') : '';
  if (enabledCode === 0) return only !== 'indirect' && only !== 'alias';
  return scope === 'system' && initScript && initEnabled && !only.endsWith('disabled');
}

/** What systemctl has to do for a state; nothing when that is what the unit is in. */
function stateVerb(wanted: string, active: string): string | undefined {
  const runs = running.has(active);
  if (wanted === 'stopped') return runs || active === 'deactivating' ? 'stop' : undefined;
  if (wanted === 'started') return runs ? undefined : 'start';
  if (!runs) return 'start';
  return wanted === 'restarted' ? 'restart' : 'reload';
}

function verdictOf(task: UnitTask, { verbs, result }: Plan): Verdict {
  const { name, reload, reexec } = task;
  const all = { name: name ?? null, ...result };
  const before = [...(reload ? ['daemon-reload'] : []), ...(reexec ? ['daemon-reexec'] : [])];
  if (verbs.length === 0 && before.length === 0) {
    return { change: false, because: `${name} is in that state`, result: all };
  }
  const actions = [...before.map((verb) => action(task, verb)), ...verbs.map((verb) => action(task, verb, name))];
  if (verbs.length > 0) return { change: true, actions, result: all };
  return { change: true, actions, result: all, check: 'unchanged', finish: () => ({ changed: false }) };
}

function action({ options }: UnitTask, verb: string, name?: string): RunAction {
  const command = quoteAll(['systemctl', ...options, verb, ...(name === undefined ? [] : ['--', name])]);
  const what = quote(`Unable to ${verb}${name === undefined ? '' : ` service ${name}`}:`);
  const script = `${runtimeFolder}
o=$(${command} 2>&1) || { c=$?; printf '%s %s\\n' ${what} "$o" >&2; exit $c; }`;
  return { kind: 'run', script, shown: command };
}
