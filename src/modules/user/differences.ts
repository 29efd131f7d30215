import { quote } from '../../shell/quote.ts';
import type { UserTask } from './user-task.ts';
import { type Account, expanded, type UserView } from './user-view.ts';

/** What of an account is not as the task wants it; what is `undefined` is. */
export interface Differences {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** All supplementary groups that the user is to have. */
  readonly groups: readonly string[] | undefined;
  readonly comment: string | undefined;
  readonly home: string | undefined;
  readonly shell: string | undefined;
  /** For `usermod -e`: a day, or nothing for never. */
  readonly expires: string | undefined;
  readonly password: string | undefined;
  readonly lock: boolean | undefined;
  /** Options of chage(1). */
  readonly ageing: readonly string[];
}

const other = <T>(wanted: T | undefined, is: T): T | undefined => (wanted === is ? undefined : wanted);

/** Compares a user with what the task wants. */
export function differences(task: UserTask, view: UserView, account: Account, always: boolean): Differences {
  const password = always ? passwordDifference(task, view) : undefined;
  const hash = view.shadow[1] ?? '';
  const unlocks = task.lock === false && hash.startsWith('!');
  const locks = task.lock === true && !hash.startsWith('!');
  return {
    uid: other(task.uid, account.uid),
    gid: view.group === undefined ? undefined : other(view.group.gid, account.gid),
    groups: groupsDifference(task, view),
    comment: other(task.comment, account.comment),
    home: task.home === undefined || task.home.startsWith('~') ? undefined : other(task.home, account.home),
    shell: other(task.shell, account.shell),
    expires: expiryDifference(task.expires, view.shadow[7] ?? ''),
    password,
    lock: password === undefined && (locks || unlocks) ? locks : undefined,
    ageing: ageing(task, view.shadow),
  };
}

/** The hash to set, with the mark of a locked one where it is to be. */
export function wantedHash({ password, lock }: UserTask): string | undefined {
  return password !== undefined && lock === true && !password.startsWith('!') ? `!${password}` : password;
}

const bare = (hash: string): string => hash.replace(/^!+/, '');

function passwordDifference(task: UserTask, { shadow }: UserView): string | undefined {
  if (task.password === undefined || bare(task.password) === bare(shadow[1] ?? '')) return undefined;
  return wantedHash(task);
}

function groupsDifference(task: UserTask, { groups, memberOf, primary }: UserView): string[] | undefined {
  if (task.groups === undefined) return undefined;
  const is = memberOf.filter((name) => name !== primary);
  const wanted = [...new Set(groups.flatMap((group) => (group === undefined ? [] : [group.name])))];
  const missing = wanted.filter((name) => name !== primary && !is.includes(name));
  if (task.flags.append) return missing.length === 0 ? undefined : [...is, ...missing];
  return missing.length === 0 && is.every((name) => wanted.includes(name)) ? undefined : wanted;
}

/** A day as `YYYY-MM-DD`, which the tools for accounts read; nothing for never. */
export function dayText(days: number): string {
  return days < 0 ? '' : new Date(days * 86_400_000).toISOString().slice(0, 10);
}

function expiryDifference(wanted: number | undefined, is: string): string | undefined {
  if (wanted === undefined) return undefined;
  const days = is === '' ? -1 : Number(is);
  return (wanted < 0 ? days < 0 : wanted === days) ? undefined : dayText(wanted);
}

/** Options of chage(1) for what is not as the task wants it. */
export function ageing(task: UserTask, shadow: readonly string[]): string[] {
  const is = { '-m': shadow[3], '-M': shadow[4], '-W': shadow[5], '-I': shadow[6] };
  return (['-m', '-M', '-W', '-I'] as const).flatMap((option) => {
    const wanted = task.ageing[option];
    return wanted === undefined || String(wanted) === (is[option] ?? '') ? [] : [option, String(wanted)];
  });
}

/** A shell command that makes a home folder from the skeleton, unless there is one by now. */
export function homeScript({ name, home, skeleton }: UserTask, account: string): string {
  const path = home === undefined ? account : expanded(home);
  const skel = skeleton === undefined ? '/etc/skel' : expanded(skeleton);
  return `h=${path}; s=${skel}
[ -e "$h" ] || {
mkdir -p "$h" || exit
[ ! -d "$s" ] || cp -R "$s/." "$h" || exit
u=$(sed -n 's/^UMASK[[:space:]]*\\([0-7]*\\).*/\\1/p' /etc/login.defs 2>/dev/null)
[ -z "$u" ] || chmod "$(printf %o $((0777 & ~0$u)))" "$h"
chown -R "$(id -u ${quote(name)}):$(id -g ${quote(name)})" "$h"
}`;
}
