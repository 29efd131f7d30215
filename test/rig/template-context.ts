import { Diagnostics } from '../../src/source/diagnostic.ts';
import { entry, type MapNode, type Node } from '../../src/source/node.ts';
import { parseYaml } from '../../src/source/yaml.ts';
import type { Context, World } from '../../src/template/context.ts';
import { evaluateNode } from '../../src/template/evaluate-node.ts';
import { fromJson } from '../../src/template/from-json.ts';

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
