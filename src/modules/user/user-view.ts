import { accountFunctions } from '../../shell/accounts.ts';
import { Fields } from '../../shell/look.ts';
import { quote } from '../../shell/quote.ts';
import { type AccountTools, toolsOf, toolsProbe } from '../account-tools.ts';
import type { UserTask } from './user-task.ts';

/** Tools that make users. */
export const adders: Readonly<Record<AccountTools, string>> = {
  shadow: 'useradd',
  libuser: 'luseradd',
  busybox: 'adduser',
};

/** An account as passwd(5) has it. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
}

/** A user as the host knows them, and the groups that the task names. */
export interface UserView {
  readonly tools: AccountTools | undefined;
  readonly account: Account | undefined;
  /** Fields of shadow(5); empty where the task's user may not read them. */
  readonly shadow: readonly string[];
  readonly primary: string;
  readonly memberOf: readonly string[];
  /** Name of the group that `group` names or numbers, `undefined` when there is none; the same of each of `groups`. */
  readonly group: GroupEntry | undefined;
  readonly groups: readonly (GroupEntry | undefined)[];
  /** There is a group of the user's name. */
  readonly ownGroup: boolean;
  /** The home that the task names, or that the account has, is there. */
  readonly homeThere: boolean;
  readonly key: KeyView | undefined;
}

/** A group's name and number. */
export interface GroupEntry {
  readonly name: string;
  readonly gid: number;
}

/** The key pair as it is on the host. */
export interface KeyView {
  readonly canMake: boolean;
  readonly there: boolean;
  readonly file: string;
  readonly fingerprint: string;
  readonly publicKey: string;
}

/** The look at a user; also what the result is made of when something was done. */
export function userProbe({ name, group, groups = [], home, key }: UserTask): string {
  const user = quote(name);
  const named = [...(group === undefined ? [] : [group]), ...groups];
  return `${accountFunctions}${toolsProbe(adders)}
a=$(entry passwd ${user}); say "$a"
say "$(entry shadow ${user} 2>/dev/null)" "$(id -gn ${user} 2>/dev/null)" "$(id -Gn ${user} 2>/dev/null)"
g=$(entry group ${user}); say "$g"
${named.map((one) => `say "$(entry group ${quote(one)})"`).join('\n')}
own=$(printf %s "$a" | cut -d: -f6)
h=${home === undefined ? '$own' : expanded(home)}
if [ -n "$h" ] && [ -e "$h" ]; then say yes; else say no; fi
${key === undefined ? '' : keyProbe(key.file)}`;
}

/** A path as a word of the shell, with the home folder in place of a leading `~`. */
export function expanded(path: string): string {
  return path === '~' || path.startsWith('~/') ? `"$HOME"${quote(path.slice(1))}` : quote(path);
}

function keyProbe(file: string): string {
  return `if has ssh-keygen; then say yes; else say no; fi
f=${file.startsWith('/') || file.startsWith('~') ? expanded(file) : `$own/${quote(file)}`}
if [ -e "$f" ] || [ -e "$f.pub" ]; then say yes; else say no; fi
say "$f" "$(ssh-keygen -l -f "$f" 2>&1)" "$(cat "$f.pub" 2>/dev/null)"`;
}

/** Reads what {@link userProbe} has printed. */
export function readUserView(task: UserTask, stdout: string): UserView {
  const fields = new Fields(stdout);
  const tools = toolsOf(fields.next(), false);
  const account = accountOf(task.name, fields.next());
  const shadow = fields.next().split(':');
  const primary = fields.next();
  const memberOf = fields.next().split(/\s+/).filter(Boolean);
  const ownGroup = groupOf(fields.next())?.name === task.name;
  const group = task.group === undefined ? undefined : groupOf(fields.next());
  const groups = (task.groups ?? []).map(() => groupOf(fields.next()));
  const homeThere = fields.next() === 'yes';
  const key = task.key === undefined ? undefined : keyOf(fields);
  return { tools, account, shadow, primary, memberOf, ownGroup, group, groups, homeThere, key };
}

/** An account that was found by its number is another user's. */
function accountOf(name: string, line: string): Account | undefined {
  const [found, , uid, gid, comment = '', home = '', shell = ''] = line.split('\n')[0]?.split(':') ?? [];
  return found === name ? { uid: Number(uid), gid: Number(gid), comment, home, shell } : undefined;
}

function groupOf(line: string): GroupEntry | undefined {
  const [name, , gid] = line.split(':');
  return name === undefined || gid === undefined ? undefined : { name, gid: Number(gid) };
}

function keyOf(fields: Fields): KeyView {
  const canMake = fields.next() === 'yes';
  const there = fields.next() === 'yes';
  return { canMake, there, file: fields.next(), fingerprint: fields.next().trim(), publicKey: fields.next().trim() };
}
