import { accountFunctions } from '../../shell/accounts.ts';
import { quote } from '../../shell/quote.ts';
import type { Value } from '../../template/value.ts';
import { noTools } from '../account-tools.ts';
import type { Action, Failed, Result, RunAction, Verdict } from '../module.ts';
import * as busybox from './busybox-commands.ts';
import { type Differences, differences, homeScript, wantedHash } from './differences.ts';
import { keyScript } from './key-script.ts';
import * as shadow from './shadow-commands.ts';
import type { UserTask } from './user-task.ts';
import { adders, readUserView, type UserView, userProbe } from './user-view.ts';

/** The verdict about a user, from what the probe saw; `always` sets a password though the user is there. */
export function userVerdict(task: UserTask, view: UserView, always: boolean): Verdict {
  if (!task.present) return absent(task, view);
  const problem = groupProblem(task, view);
  if (problem === undefined) return present(task, view, always);
  return { ...problem, unlessMade: present(task, view, always) };
}

function absent(task: UserTask, { account, tools }: UserView): Verdict {
  const { name, flags } = task;
  const result = { name, state: 'absent' };
  if (account === undefined) return { change: false, because: `there is no user ${name}`, result };
  if (tools === undefined) return noTools(adders, false);
  const command = tools === 'busybox' ? busybox.removeUser(task) : shadow.removeUser(task);
  return { change: true, actions: [run(command)], result: { ...result, force: flags.force, remove: flags.remove } };
}

function groupProblem({ group, groups = [] }: UserTask, view: UserView): Failed | undefined {
  const missing =
    group !== undefined && view.group === undefined ? group : groups.find((_, at) => view.groups[at] === undefined);
  if (missing === undefined) return undefined;
  return { failed: true, message: `Group ${missing} does not exist`, help: 'make it before, by a task with `group`' };
}

function present(task: UserTask, view: UserView, always: boolean): Verdict {
  const { account, tools } = view;
  const changes = account === undefined ? undefined : differences(task, view, account, always);
  const key = keyActions(task, view);
  if ('failed' in key) return key;
  const doing = [...accountActions(task, view, changes), ...key];
  const beyond = tools === 'busybox' ? busybox.beyondBusybox(task, changes) : [];
  if (beyond.length > 0) {
    const message = `busybox has no command for ${beyond.map((name) => `\`${name}\``).join(', ')} of a user`;
    return { failed: true, message, help: 'leave it out, or install the package `shadow`' };
  }
  if (doing.length === 0) {
    return { change: false, because: `the user ${task.name} is so`, result: resultOf(task, view, true) };
  }
  if (tools === undefined) return noTools(adders, false);
  const existed = account !== undefined;
  return {
    change: true,
    actions: [...doing, { kind: 'run', script: userProbe(task), shown: 'id' }],
    result: resultOf(task, view, existed),
    finish: (outputs) => ({ result: resultOf(task, readUserView(task, outputs.at(-1)?.stdout ?? ''), existed) }),
  };
}

const run = (command: string): RunAction => ({ kind: 'run', script: `${accountFunctions}${command}`, shown: command });

function accountActions(task: UserTask, view: UserView, changes: Differences | undefined): Action[] {
  const byBusybox = view.tools === 'busybox';
  const hash = changes === undefined ? wantedHash(task) : changes.password;
  const commands =
    changes === undefined
      ? byBusybox
        ? busybox.createUser(task)
        : shadow.createUser(task, view)
      : byBusybox
        ? busybox.changeUser(task, changes, view)
        : shadow.changeUser(task, changes);
  const lock =
    changes === undefined && hash === undefined && task.lock === true && !byBusybox
      ? [`usermod -L -- ${quote(task.name)}`]
      : [];
  const home =
    changes !== undefined && task.flags.create_home && !view.homeThere
      ? [homeScript(task, quote(view.account?.home ?? ''))]
      : [];
  return [...[...commands, ...lock].map(run), ...passwordAction(task.name, hash), ...home.map(run)];
}

/** The hash goes by standard input: the words of a process can be read by all. */
function passwordAction(name: string, hash: string | undefined): Action[] {
  if (hash === undefined) return [];
  const script = `${accountFunctions}chpasswd -e`;
  return [{ kind: 'run', script, stdin: `${name}:${hash}\n`, shown: 'chpasswd -e' }];
}

function keyActions(task: UserTask, { key }: UserView): Action[] | Failed {
  if (task.key === undefined || key === undefined || (key.there && !task.flags.force)) return [];
  if (key.canMake) return [{ ...run(keyScript(task, task.key)), shown: 'ssh-keygen' }];
  const help = 'it comes with the package `openssh-client` (Debian), `openssh` (Red Hat) or `openssh-keygen` (Alpine)';
  return { failed: true, message: 'the host has no ssh-keygen(1)', help };
}

function resultOf(task: UserTask, { account, key }: UserView, existed: boolean): Result {
  const { name, flags, groups, password } = task;
  const result: Record<string, Value> = { name, state: 'present' };
  if (existed) Object.assign(result, { append: flags.append, move_home: flags.move_home });
  else Object.assign(result, { system: flags.system, create_home: flags.create_home });
  if (password !== undefined) result.password = 'NOT_LOGGING_PASSWORD';
  if (account !== undefined) {
    const { uid, gid, comment, home, shell } = account;
    Object.assign(result, { uid, group: gid, comment, home, shell });
  }
  if (groups !== undefined) result.groups = groups.join(',');
  if (key !== undefined && account !== undefined) {
    result.ssh_key_file = key.file;
    result.ssh_fingerprint = key.fingerprint;
    result.ssh_public_key = key.publicKey === '' ? null : key.publicKey;
  }
  return result;
}
