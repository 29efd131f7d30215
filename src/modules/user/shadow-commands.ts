import { quote, quoteAll } from '../../shell/quote.ts';
import { ageing, type Differences, dayText } from './differences.ts';
import type { UserTask } from './user-task.ts';
import { expanded, type UserView } from './user-view.ts';

const given = (option: string, value: string | number | undefined): string[] =>
  value === undefined ? [] : [option, quote(String(value))];

/** The commands of the package shadow that make a user; the password is set by itself, since all processes' words can be read. */
export function createUser(task: UserTask, { ownGroup }: UserView): string[] {
  const { name, uid, group, groups = [], flags, skeleton, defaults } = task;
  const home = task.home === undefined ? undefined : expanded(task.home);
  const settings = Object.entries(defaults).flatMap(([key, value]) =>
    value === undefined ? [] : ['-K', quote(`${key}=${value}`)],
  );
  const makesHome = flags.create_home ? ['-m', ...(skeleton === undefined ? [] : ['-k', expanded(skeleton)])] : ['-M'];
  const words = [
    'useradd',
    ...given('-u', uid),
    ...(flags.non_unique ? ['-o'] : []),
    ...given('-Z', task.seuser),
    ...given('-g', group),
    ...(group === undefined && ownGroup ? ['-N'] : []),
    ...(groups.length === 0 ? [] : given('-G', groups.join(','))),
    ...given('-c', task.comment),
    ...(home === undefined ? [] : ['-d', home]),
    ...given('-s', task.shell),
    ...given('-e', task.expires === undefined ? undefined : dayText(task.expires)),
    ...makesHome,
    ...settings,
    ...(flags.system ? ['-r'] : []),
    '--',
    quote(name),
  ];
  const parent = home !== undefined && flags.create_home ? [`h=${home}; mkdir -p "\${h%/*}/"`] : [];
  return [...parent, words.join(' '), ...systemExpiry(task), ...chage(name, ageing(task, []))];
}

/** The day on which an account of the system is closed, which useradd leaves out with `-r`. */
function systemExpiry({ name, flags, expires }: UserTask): string[] {
  if (!flags.system || expires === undefined || expires < 0) return [];
  return [quoteAll(['usermod', '-e', dayText(expires), '--', name])];
}

/** The commands of the package shadow that change a user. */
export function changeUser({ name, flags }: UserTask, changes: Differences): string[] {
  const lock = changes.lock === undefined ? [] : [changes.lock ? '-L' : '-U'];
  const words = [
    ...given('-u', changes.uid),
    ...(changes.uid !== undefined && flags.non_unique ? ['-o'] : []),
    ...given('-g', changes.gid),
    ...given('-G', changes.groups?.join(',')),
    ...given('-c', changes.comment),
    ...given('-d', changes.home),
    ...(changes.home !== undefined && flags.move_home ? ['-m'] : []),
    ...given('-s', changes.shell),
    ...given('-e', changes.expires),
    ...lock,
  ];
  const usermod = words.length === 0 ? [] : [['usermod', ...words, '--', quote(name)].join(' ')];
  return [...usermod, ...chage(name, changes.ageing)];
}

function chage(name: string, options: readonly string[]): string[] {
  return options.length === 0 ? [] : [quoteAll(['chage', ...options, '--', name])];
}

/** The command that removes a user. */
export function removeUser({ name, flags }: UserTask): string {
  return quoteAll(['userdel', ...(flags.force ? ['-f'] : []), ...(flags.remove ? ['-r'] : []), '--', name]);
}
