import { display } from '../../template/display.ts';
import { type Dict, dict, isList, type Value } from '../../template/value.ts';
import type { Args, Module } from '../module.ts';

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

  async decide(args) {
    const { name, port } = address(display(args.name ?? null));
    const groups = isList(args.groups) ? args.groups.map(display).filter((group) => group !== '') : [];
    const vars = variables(args);
    if (port !== undefined && !vars.has('ansible_port')) vars.set('ansible_port', port);
    const added = dict({ host_name: name, groups, host_vars: vars });
    return {
      change: true,
      because: 'the inventory of this run has another host',
      actions: [],
      result: { add_host: added },
      effects: [{ kind: 'add-host', name, groups, vars }],
    };
  },
};

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
