import { statSync } from 'node:fs';
import { WrongInput } from '../../source/diagnostic.ts';
import type { MapNode } from '../../source/node.ts';
import { bindNode } from '../../template/bind.ts';
import { flag, number, text, texts } from '../args.ts';
import type { Args, HostView, Module, Verdict } from '../module.ts';
import { writtenValue } from '../written-value.ts';
import { varsFilesBelow } from './files-below.ts';
import { mergedInto } from './merge.ts';

/** `include_vars`: reads variables from files of the controller, from here on. */
export const includeVars: Module = {
  name: 'include_vars',
  summary: 'Reads variables from a file, or from the files of a folder',
  args: {
    file: { type: 'path', about: 'a YAML or JSON file, searched for in `vars/`' },
    dir: { type: 'path', about: 'a folder whose files are read in alphabetical order' },
    name: { type: 'str', about: 'a variable to put all of them into' },
    depth: { type: 'int', default: 0, about: 'how many levels of folders to go down; 0 is all' },
    files_matching: { type: 'str', about: 'a regular expression for the names of files in `dir`' },
    ignore_files: { type: 'list', elements: 'str', about: 'regular expressions for names in `dir` to leave out' },
    extensions: { type: 'list', elements: 'str', default: ['yaml', 'yml', 'json'], about: 'endings of files in `dir`' },
    ignore_unknown_extensions: { type: 'bool', default: false, about: 'leave other files of `dir` out' },
    hash_behaviour: {
      type: 'str',
      choices: ['replace', 'merge'],
      default: 'replace',
      about: 'with `merge`, a dict is merged in depth into what the variable is already',
    },
  },
  freeForm: 'file',
  exclusive: [['file', 'dir']],
  requireOneOf: [['file', 'dir']],
  controllerOnly: true,

  async decide(args, host) {
    const named = text(args, 'file') ?? text(args, 'dir') ?? '';
    const path = host.controller.find('vars', named);
    if (path === undefined) return notFound(named, host);
    const isFolder = statSync(path).isDirectory();
    if (isFolder !== (args.dir !== undefined)) return wrongKind(named, isFolder);
    const files = isFolder ? varsFilesBelow(path, selection(args)) : [path];
    if (!Array.isArray(files)) return { failed: true, message: files.problem, help: files.help };
    return read(files, args, host);
  },
};

function selection(args: Args) {
  return {
    depth: number(args, 'depth') ?? 0,
    matching: text(args, 'files_matching'),
    ignored: texts(args, 'ignore_files') ?? [],
    extensions: texts(args, 'extensions') ?? [],
    passOverOthers: flag(args, 'ignore_unknown_extensions') ?? false,
  };
}

function read(files: readonly string[], args: Args, host: HostView): Verdict {
  const nodes: MapNode[] = [];
  for (const file of files) {
    try {
      nodes.push(host.controller.readVars(file));
    } catch (error) {
      if (error instanceof WrongInput) return { failed: true, message: `\`${file}\`: ${error.message}` };
      throw error;
    }
  }
  const all: MapNode = { kind: 'map', entries: nodes.flatMap((node) => node.entries), span: spanOf(nodes, files) };
  const name = text(args, 'name');
  const written = name === undefined ? all : wrapped(name, lastOfEach(all));
  const merges = text(args, 'hash_behaviour') === 'merge';
  const vars = merges ? mergedInto((variable) => host.variable(variable), lastOfEach(written)) : written;
  return {
    change: false,
    because: 'variables are no change of the host',
    result: {
      ansible_facts: writtenValue(vars),
      ansible_included_var_files: [...files],
    },
    effects: [{ kind: 'vars', vars: bindNode(vars) }],
  };
}

const wrapped = (name: string, value: MapNode): MapNode => ({
  ...value,
  entries: [{ key: { kind: 'scalar', value: name, plain: true, span: value.span }, value }],
});

const spanOf = (nodes: readonly MapNode[], files: readonly string[]) =>
  nodes[0]?.span ?? { file: files[0] ?? '<include_vars>', start: 0, end: 0 };

/** A mapping in which of several entries with one name only the last stands. */
function lastOfEach(node: MapNode): MapNode {
  const entries = new Map(node.entries.map((entry) => [entry.key.value, entry]));
  return { ...node, entries: [...entries.values()] };
}

function notFound(name: string, host: HostView): Verdict {
  const places = host.controller.places('vars', name);
  const message = `there is no \`${name}\``;
  const result = { ansible_facts: new Map(), ansible_included_var_files: [], message };
  return { failed: true, message, help: `it was searched for as ${places.join(', ')}`, result };
}

function wrongKind(name: string, isFolder: boolean): Verdict {
  return isFolder
    ? { failed: true, message: `\`${name}\` is a folder`, help: 'name it with `dir:` instead of `file:`' }
    : { failed: true, message: `\`${name}\` is no folder`, help: 'name it with `file:` instead of `dir:`' };
}
