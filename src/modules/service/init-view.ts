import type { Fields } from '../../shell/look.ts';
import { quote, quoteAll } from '../../shell/quote.ts';
import type { InitTask } from './init-task.ts';

/** What keeps a service's init script: OpenRC, or the scripts of System V. */
export type InitKind = 'openrc' | 'sysvinit';

/** A service as its init script and the runlevels' folders tell it. */
export interface InitView {
  readonly kind: InitKind;
  readonly found: boolean;
  /** `undefined` when the script has no answer to `status`. */
  readonly running: boolean | undefined;
  readonly enabled: boolean;
  /** What enables scripts of System V; empty when the host has neither tool. */
  readonly enabler: '' | 'update-rc.d' | 'chkconfig' | 'rc-update';
}

/** Shell commands that print what {@link readInitView} reads; `$m` is the {@link InitKind}. */
export function initProbe(task: InitTask): string {
  const name = quote(task.name);
  return `n=${name}
if [ "$m" = openrc ]; then
if rc-service -e "$n" >/dev/null 2>&1; then f=yes; else f=no; fi
if rc-update show ${quote(task.runlevel)} 2>/dev/null | (while read -r w _; do [ "$w" != "$n" ] || exit 0; done; exit 1)
then l=yes; else l=no; fi
t=rc-update
else
if [ -x /etc/init.d/"$n" ]; then f=yes; else f=no; fi
l=no t=
if has update-rc.d; then t=update-rc.d; elif has chkconfig; then t=chkconfig; fi
for g in /etc/rc[2345].d/S??"$n" /etc/rc.d/rc[2345].d/S??"$n"; do [ ! -e "$g" ] || l=yes; done
fi
say "$f" "$l" "$t"
${task.pattern === undefined ? statusProbe(task) : patternProbe(task.pattern)}`;
}

function statusProbe({ name, args }: InitTask): string {
  const rest = args.length === 0 ? '' : ` ${quoteAll(args)}`;
  return `c=127 o=
if [ "$f" = yes ]; then
if [ "$m" = openrc ]; then o=$(rc-service ${quote(name)} status${rest} 2>&1 </dev/null); c=$?
else o=$(/etc/init.d/${quote(name)} status${rest} 2>&1 </dev/null); c=$?; fi
fi
say status "$c" "$o"`;
}

/** The text is taken to pieces, so that the look does not find itself among the processes. */
function patternProbe(pattern: string): string {
  const pieces = [...pattern].map((letter) => `${quote(letter)}''`).join('');
  return `p=${pieces}
o=$(ps auxww 2>/dev/null || ps w 2>/dev/null || ps)
case $o in *"$p"*) c=0 ;; *) c=3 ;; esac
say pattern "$c" ''`;
}

/** Reads what {@link initProbe} has printed. */
export function readInitView(kind: InitKind, fields: Fields): InitView {
  const found = fields.next() === 'yes';
  const enabled = fields.next() === 'yes';
  const enabler = fields.next() as InitView['enabler'];
  const by = fields.next();
  const code = Number(fields.next());
  const said = fields.next();
  const running = by === 'pattern' ? code === 0 : runs(kind, code, said);
  return { kind, found, enabled, enabler, running };
}

/**
 * Whether a service runs, by the exit status of `status` (LSB: 0 it does, 1 to 3 it does not) and, where a script ends with 0 in either
 * case, by what it says.
 */
function runs(kind: InitKind, code: number, said: string): boolean | undefined {
  if (code === 0) return kind === 'openrc' || !/\b(?:not running|stopped|dead|inactive|not started)\b/i.test(said);
  if (kind === 'openrc') return false;
  return code <= 3 && !/^usage:/im.test(said) ? false : undefined;
}
