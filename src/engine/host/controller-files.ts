import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { ControllerFiles } from '../../modules/module.ts';
import { Diagnostics, WrongInput } from '../../source/diagnostic.ts';
import type { MapNode } from '../../source/node.ts';
import type { Sources } from '../../source/sources.ts';
import { readVarsFile } from '../../source/vars-file.ts';
import type { World } from '../../template/context.ts';

const vaultHeader = Buffer.from('$ANSIBLE_VAULT;');

/** The files of the controller that a task can name, found by the search path of its world. */
export function controllerFiles(world: World, sources: Sources): ControllerFiles {
  const places = (kind: 'files' | 'templates' | 'vars', name: string) =>
    isAbsolute(name) ? [name] : world.searchPath(kind).map((folder) => join(folder, name));
  return {
    places,
    find: (kind, name) => places(kind, name).find((path) => existsSync(path)),
    read: (path) => {
      const bytes = readFileSync(path);
      return bytes.subarray(0, vaultHeader.length).equals(vaultHeader) ? Buffer.from(sources.read(path)) : bytes;
    },
    readVars: (path) => readVars(resolve(path), sources),
  };
}

function readVars(path: string, sources: Sources): MapNode {
  const diagnostics = new Diagnostics();
  const vars = readVarsFile(path, { sources, diagnostics });
  if (vars === undefined || diagnostics.failed) throw new WrongInput(diagnostics.all);
  return vars;
}
