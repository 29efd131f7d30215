import { Diagnostics } from '../../src/source/diagnostic.ts';
import { entry, type MapNode, type Node } from '../../src/source/node.ts';
import { parseYaml } from '../../src/source/yaml.ts';
import type { Context, World } from '../../src/template/context.ts';
import { evaluateNode } from '../../src/template/evaluate-node.ts';
import { fromJson } from '../../src/template/from-json.ts';
import { noteUnsafe } from '../../src/template/unsafe.ts';

/** A controller on which nothing ever changes: no environment, no files, one moment, one random number. */
export const stillWorld: World = {
  env: {},
  now: () => new Date('2024-05-06T07:08:09.123Z'),
  random: () => 0.5,
  searchPath: () => [],
  read: (path) => {
    throw new Error(`there is no ${path} here`);
  },
  decrypt: () => {
    throw new Error('no password was given');
  },
};

/** A context in which variables hold data. */
export function contextOf(vars: Readonly<Record<string, unknown>>, world: Partial<World> = {}): Context {
  const values = new Map(Object.entries(vars).map(([name, value]) => [name, fromJson(value)]));
  return { get: (name) => values.get(name), names: () => values.keys(), world: { ...stillWorld, ...world } };
}

/** The same variables with those of a host over them, whose text is unsafe. */
export function unsafeContextOf(vars: Readonly<Record<string, unknown>>, below: Context): Context {
  const said = contextOf(vars);
  const get = (name: string) => {
    const value = said.get(name);
    if (value === undefined) return below.get(name);
    noteUnsafe();
    return value;
  };
  return { ...below, get, names: () => [...said.names(), ...below.names()] };
}

/** A context in which variables are written in a vars file, templates in them evaluated when they are used. */
export function contextOfYaml(text: string, world: Partial<World> = {}): Context {
  const vars = nodeOf(text, 'vars.yaml') as MapNode;
  const context: Context = {
    get: (name) => {
      const node = entry(vars, name);
      return node === undefined ? undefined : evaluateNode(node, context);
    },
    names: () => vars.entries.map(({ key }) => String(key.value)),
    world: { ...stillWorld, ...world },
  };
  return context;
}

/** The node of a YAML text that has to be right. */
export function nodeOf(text: string, file = 'play.yaml'): Node {
  const diagnostics = new Diagnostics();
  const node = parseYaml(file, text, diagnostics);
  if (node === undefined || diagnostics.failed)
    throw new Error(diagnostics.all.map(({ message }) => message).join('; '));
  return node;
}
