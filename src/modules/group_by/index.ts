import { isList } from '../../template/value.ts';
import { text, texts } from '../args.ts';
import type { HostView, Module } from '../module.ts';

/** `group_by`: puts the host into a group of the inventory of this run, named for what it is. */
export const groupBy: Module = {
  name: 'group_by',
  summary: 'Puts hosts into groups by what they are',
  args: {
    key: { type: 'str', required: true, about: 'name of the group, usually with a variable in it' },
    parents: { type: 'list', elements: 'str', default: ['all'], about: 'groups that the group belongs to' },
  },
  controllerOnly: true,

  async decide(args, host) {
    const group = withoutBlanks(text(args, 'key') ?? '');
    const parents = (texts(args, 'parents') ?? []).map(withoutBlanks);
    const result = { add_group: group, parent_groups: parents };
    if (isMember(host, group)) return { change: false, because: `the host is in \`${group}\` already`, result };
    return {
      change: true,
      because: 'the host is in a group for what it is',
      actions: [],
      result,
      effects: [{ kind: 'group-by', group, parents }],
    };
  },
};

function isMember(host: HostView, group: string): boolean {
  const names = host.variable('group_names');
  return isList(names) && names.includes(group);
}

const withoutBlanks = (name: string): string => name.replaceAll(' ', '-');
