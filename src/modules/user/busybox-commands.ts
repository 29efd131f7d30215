import { quote, quoteAll } from '../../shell/quote.ts';
import { ageing, type Differences } from './differences.ts';
import type { UserTask } from './user-task.ts';
import { expanded, type UserView } from './user-view.ts';

/** The commands of busybox that make a user. */
export function createUser(task: UserTask): string[] {
  const { name, uid, group, groups = [], comment, home, shell, flags, skeleton } = task;
  const words = [
    'adduser',
    '-D',
    ...(uid === undefined ? [] : ['-u', String(uid)]),
    ...(group === undefined ? [] : ['-G', quote(group)]),
    ...(comment === undefined ? [] : ['-g', quote(comment)]),
    ...(home === undefined ? [] : ['-h', expanded(home)]),
    ...(shell === undefined ? [] : ['-s', quote(shell)]),
    ...(flags.create_home ? [] : ['-H']),
    ...(skeleton === undefined ? [] : ['-k', expanded(skeleton)]),
    ...(flags.system ? ['-S'] : []),
    quote(name),
  ];
  const lock = task.lock === true && task.password === undefined ? [quoteAll(['passwd', '-l', name])] : [];
  return [words.join(' '), ...groups.map((one) => quoteAll(['adduser', name, one])), ...lock];
}

/** The commands of busybox that change a user. */
export function changeUser({ name }: UserTask, { groups, lock }: Differences, view: UserView): string[] {
  const is = view.memberOf.filter((one) => one !== view.primary);
  const joins = (groups ?? []).filter((one) => !is.includes(one) && one !== view.primary);
  const leaves = groups === undefined ? [] : is.filter((one) => !groups.includes(one));
  return [
    ...joins.map((one) => quoteAll(['adduser', name, one])),
    ...leaves.map((one) => quoteAll(['delgroup', name, one])),
    ...(lock === undefined ? [] : [quoteAll(['passwd', lock ? '-l' : '-u', name])]),
  ];
}

const ageingArgs = {
  '-m': 'password_expire_min',
  '-M': 'password_expire_max',
  '-W': 'password_expire_warn',
  '-I': 'password_expire_account_disable',
};

/** The arguments of a task that busybox has no command for. */
export function beyondBusybox(task: UserTask, changes: Differences | undefined): string[] {
  const { uid, gid, comment, home, shell, expires } = changes ?? {};
  const asked = {
    uid: uid !== undefined,
    group: gid !== undefined,
    comment: comment !== undefined,
    home: home !== undefined,
    shell: shell !== undefined,
    expires: changes === undefined ? task.expires !== undefined : expires !== undefined,
    umask: changes === undefined && task.defaults.UMASK !== undefined,
    non_unique: changes === undefined && task.flags.non_unique,
    seuser: changes === undefined && task.seuser !== undefined,
  };
  const days = changes?.ageing ?? ageing(task, []);
  return [
    ...Object.entries(asked).flatMap(([name, is]) => (is ? [name] : [])),
    ...Object.entries(ageingArgs).flatMap(([option, name]) => (days.includes(option) ? [name] : [])),
  ];
}

/** The command that removes a user. */
export function removeUser({ name, flags }: UserTask): string {
  return quoteAll(['deluser', ...(flags.remove ? ['--remove-home'] : []), name]);
}
