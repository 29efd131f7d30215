import { adminPath } from '../shell/admin-path.ts';
import { type Fields, lookFunctions } from '../shell/look.ts';
import { quote, quoteAll } from '../shell/quote.ts';
import { shown } from './systemctl-show.ts';
import type { UnitTask } from './systemd-args.ts';

/** A unit as systemd sees it. */
export interface UnitView {
  /** Properties of `systemctl show`; none when systemd could not be asked. */
  readonly status: ReadonlyMap<string, string>;
  /** What systemctl said in place of properties. */
  readonly complaint: string;
  /** Lines of `systemctl is-enabled`. */
  readonly enabledLines: readonly string[];
  /** Whether `systemctl is-enabled` took it for enabled. */
  readonly enabledCode: number;
  /** There is an init script of that name. */
  readonly initScript: boolean;
  /** The init script is started in a runlevel. */
  readonly initEnabled: boolean;
}

/** What the probe saw: no systemctl, or a unit (`undefined` when the task names none). */
export type SystemdView = { readonly missing: true } | { readonly missing: false; readonly unit?: UnitView };

/** Shell commands that print what {@link readSystemdView} reads. `XDG_RUNTIME_DIR` is where a user's systemd is found. */
export function systemdProbe(task: UnitTask): string {
  return `if has systemctl; then say yes; ${runtimeFolder}
${task.name === undefined ? '' : unitProbe(task, task.name)}
else say no; fi`;
}

/** Lets `systemctl --user` find the user's systemd where no login session has said where it is. */
export const runtimeFolder = '[ -n "$XDG_RUNTIME_DIR" ] || XDG_RUNTIME_DIR=/run/user/$(id -u); export XDG_RUNTIME_DIR';

/** The probe as a script of its own. */
export const systemdScript = (task: UnitTask): string => `${lookFunctions}${adminPath}
${systemdProbe(task)}`;

function unitProbe({ scope }: UnitTask, name: string): string {
  const systemctl = quoteAll(['systemctl', ...(scope === 'system' ? [] : [`--${scope}`])]);
  const unit = quote(name);
  const show = `o=$(${systemctl} show -- ${unit} 2>/dev/null)
e=; [ -n "$o" ] || e=$(${systemctl} show -- ${unit} 2>&1 >/dev/null)`;
  return `${scope === 'global' ? 'o= e=' : show}
say "$o" "$e"
o=$(${systemctl} is-enabled -l -- ${unit} 2>/dev/null); say "$?" "$o"
i=no l=no
if [ -x /etc/init.d/${unit} ]; then i=yes
for f in /etc/rc?.d/S??${unit}; do [ ! -e "$f" ] || l=yes; done
fi
say "$i" "$l"`;
}

/** Reads what {@link systemdProbe} has printed. */
export function readSystemdView(task: UnitTask, fields: Fields): SystemdView {
  if (fields.next() !== 'yes') return { missing: true };
  if (task.name === undefined) return { missing: false };
  const status = shown(fields.next());
  const complaint = fields.next().trim();
  const enabledCode = Number(fields.next());
  const enabledLines = fields.next().split('\n').filter(Boolean);
  const initScript = fields.next() === 'yes';
  const initEnabled = fields.next() === 'yes';
  return { missing: false, unit: { status, complaint, enabledLines, enabledCode, initScript, initEnabled } };
}
