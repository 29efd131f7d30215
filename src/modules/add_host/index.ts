import { display } from '../../template/display.ts';
import { equal } from '../../template/equal.ts';
import { type Dict, dict, isDict, isLazyDict, isList, type Value } from '../../template/value.ts';
import type { Args, HostView, Module } from '../module.ts';

const names = ['name', 'hostname', 'host'];
const groupNames = ['groups', 'groupname', 'group'];

/** `add_host`: adds a host to the inventory of this run, for the plays that follow. */
export const addHost: Module = {
  name: 'add_host',
  summary: 'Adds a host, with variables and groups, to the inventory of this run',
  args: {
    name: {
      type: 'str',
      required: true,
      aliases: ['hostname', 'host'],
      about: 'name of the host, with `:PORT` if need be',
    },
    groups: { type: 'list', aliases: ['groupname', 'group'], elements: 'str', about: 'groups to put it into' },
  },
  open: true,
  controllerOnly: true,
  bypassHostLoop: true,

  async decide(args, host) {
    const { name, port } = address(display(args.name ?? null));
    const groups = isList(args.groups) ? args.groups.map(display).filter((group) => group !== '') : [];
    const vars = variables(args);
    if (port !== undefined && !vars.has('ansible_port')) vars.set('ansible_port', port);
    const added = dict({ host_name: name, groups, host_vars: vars });
    const result = { add_host: added };
    if (isKnown({ name, groups, vars }, host))
      return { change: false, because: `\`${name}\` is in the inventory already`, result };
    return {
      change: true,
      because: 'the inventory of this run has another host',
      actions: [],
      result,
      effects: [{ kind: 'add-host', name, groups, vars }],
    };
  },
};

/** Whether the inventory has the host in all these groups, with all these variables. */
function isKnown({ name, groups, vars }: { name: string; groups: string[]; vars: Dict }, host: HostView): boolean {
  const members = (group: string): Value => lookUp(host.variable('groups'), group);
  const has = (group: string): boolean => {
    const hosts = members(group);
    return isList(hosts) && hosts.includes(name);
  };
  if (!['all', ...groups].every(has)) return false;
  const known = lookUp(host.variable('hostvars'), name);
  return [...vars].every(([key, value]) => equal(lookUp(known, display(key)), value));
}

function lookUp(container: Value | undefined, key: string): Value {
  return (isDict(container) || isLazyDict(container) ? container.get(key) : undefined) ?? null;
}

function variables(args: Args): Dict {
  const own = new Set([...names, ...groupNames]);
  return new Map<Value, Value>(Object.entries(args).filter(([name]) => !own.has(name)));
}

/** Parts `host:22`; an IPv6 address keeps its colons unless it is in brackets. */
function address(text: string): { name: string; port: number | undefined } {
  const match = /^(?:\[(?<six>[^\]]+)\]|(?<plain>[^:]+)):(?<port>\d+)$/.exec(text);
  const { six, plain, port } = match?.groups ?? {};
  return port === undefined ? { name: text, port: undefined } : { name: six ?? plain ?? text, port: Number(port) };
}
