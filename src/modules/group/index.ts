import { accountFunctions } from '../../shell/accounts.ts';
import { Fields } from '../../shell/look.ts';
import { quote } from '../../shell/quote.ts';
import { type AccountTools, noTools, toolsOf, toolsProbe } from '../account-tools.ts';
import { flag, number, text } from '../args.ts';
import { cannotLook } from '../cannot-look.ts';
import type { Args, Failed, Module, Verdict } from '../module.ts';
import { addCommand, gidCommand, removeCommand } from './commands.ts';
import type { GroupTask } from './group-task.ts';

const adders: Readonly<Record<AccountTools, string>> = {
  shadow: 'groupadd',
  libuser: 'lgroupadd',
  busybox: 'addgroup',
};

/** `group`: that a group is there or not, and its number. */
export const group: Module = {
  name: 'group',
  summary: 'Makes groups be there or not, and sets their numbers',
  args: {
    name: { type: 'str', required: true, about: 'the group' },
    state: { type: 'str', default: 'present', choices: ['absent', 'present'], about: 'whether it is there' },
    gid: { type: 'int', about: 'its number' },
    system: { type: 'bool', default: false, about: 'a group of the system, when it is made' },
    non_unique: { type: 'bool', default: false, about: 'another group may have the same `gid`' },
    force: { type: 'bool', default: false, about: 'remove it though it is the primary group of a user' },
    local: { type: 'bool', default: false, about: 'leave a directory service alone, by the tools of libuser' },
    gid_min: { type: 'int', about: 'the lowest number that a new group may get' },
    gid_max: { type: 'int', about: 'the highest number that a new group may get' },
  },

  async decide(args, host) {
    const task = groupTask(args);
    const problem = problemOf(task);
    if (problem !== undefined) return problem;
    const printed = await host.probe(probeScript(task));
    return cannotLook(printed) ?? judge(task, new Fields(printed.stdout));
  },
};

function groupTask(args: Args): GroupTask {
  return {
    name: text(args, 'name') ?? '',
    present: text(args, 'state') !== 'absent',
    gid: number(args, 'gid'),
    system: flag(args, 'system') === true,
    nonUnique: flag(args, 'non_unique') === true,
    force: flag(args, 'force') === true,
    local: flag(args, 'local') === true,
    limits: { GID_MIN: number(args, 'gid_min'), GID_MAX: number(args, 'gid_max') },
  };
}

function problemOf({ name, gid, nonUnique }: GroupTask): Failed | undefined {
  if (name === '' || /[:\n]/.test(name)) {
    return {
      failed: true,
      message: `\`${name}\` is no name of a group`,
      help: 'a name has no colon and no line break',
    };
  }
  if (!nonUnique || gid !== undefined) return undefined;
  return { failed: true, message: '`non_unique` needs `gid`', help: 'add `gid:`' };
}

const entryOf = ({ name, local }: GroupTask): string => `${local ? 'local_entry' : 'entry'} group ${quote(name)}`;

const probeScript = (task: GroupTask): string => `${accountFunctions}${toolsProbe(adders)}\nsay "$(${entryOf(task)})"`;

function judge(task: GroupTask, fields: Fields): Verdict {
  const { name, present, gid, local, system } = task;
  const tools = toolsOf(fields.next(), local);
  const is = gidOf(name, fields.next());
  const result = { name, state: present ? 'present' : 'absent' };
  const described = (number: number | undefined) => ({
    ...result,
    system,
    ...(number === undefined ? {} : { gid: number }),
  });
  if (present ? is !== undefined && (gid === undefined || gid === is) : is === undefined) {
    const because = present ? `the group ${name} is there` : `there is no group ${name}`;
    return { change: false, because, result: present ? described(is) : result };
  }
  if (tools === undefined) return noTools(adders, local);
  if (!present) return { change: true, actions: [{ kind: 'run', script: removeCommand(task, tools) }], result };
  const command = is === undefined ? addCommand(task, tools) : gidCommand(task, tools, is);
  if (typeof command !== 'string') return command;
  return {
    change: true,
    actions: [
      { kind: 'run', script: command },
      { kind: 'run', script: `${accountFunctions}${entryOf(task)}`, tolerate: 'any' },
    ],
    result: described(gid),
    finish: (outputs) => ({ result: described(gidOf(name, outputs.at(-1)?.stdout ?? '') ?? gid) }),
  };
}

/** The number in a line of the group database, unless the line was found by its number. */
function gidOf(name: string, line: string): number | undefined {
  const [found, , gid] = line.trim().split(':');
  return found === name && gid !== undefined ? Number(gid) : undefined;
}
