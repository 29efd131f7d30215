import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { homeFolder } from '../../std/home-folder.ts';
import { statIfAny } from '../../std/stat-if-any.ts';
import { type Role, roleChain } from '../../vars/role.ts';
import type { Compilation } from '../compilation.ts';
import { pathInAnsibleCfg } from './ansible-cfg.ts';
import { hasOpenTable } from './plugin-table.ts';

/** The folders that may hold plugins of a kind, below a playbook's or a role's. */
const folders = {
  filter: ['filter_plugins', 'plugins/filter', 'plugins/filters'],
  test: ['test_plugins', 'plugins/test', 'plugins/tests'],
  lookup: ['lookup_plugins', 'plugins/lookup', 'plugins/lookups'],
  module: ['library', 'plugins/modules', 'action_plugins', 'plugins/action'],
} as const;

/** The settings of `ansible.cfg` that name more of them. */
const settings = {
  filter: 'filter_plugins',
  test: 'test_plugins',
  lookup: 'lookup_plugins',
  module: 'library',
} as const;

/** A filter, test, lookup or module by its name. */
export interface OwnPlugin {
  readonly kind: keyof typeof folders;
  readonly name: string;
}

/** From where plugins that come with playbooks are looked for. */
export interface PluginPlace {
  readonly role: Role | undefined;
  readonly compilation: Pick<Compilation, 'folder' | 'rolesPath'> & { readonly roles: readonly Role[] };
}

/**
 * The file beside the playbook, in a role, where `ansible.cfg` says or in the user's `.ansible` that probably holds a plugin which nobody else knows; `undefined`
 * when there is none, and the name is a slip of the pen. A file of filters or tests may hold several: it is searched for the name, and one
 * whose table is no literal may hold any.
 */
export function pluginFile({ kind, name }: OwnPlugin, place: PluginPlace): string | undefined {
  const beside = rootsOf(place).flatMap((root) => folders[kind].map((folder) => join(root, folder)));
  const told = pathInAnsibleCfg(settings[kind], place.compilation.folder)?.path.split(':') ?? [];
  const files = [...beside, ...told].flatMap(filesIn);
  const named = files.find((file) => basename(file, extname(file)) === name);
  if (named !== undefined || (kind !== 'filter' && kind !== 'test')) return named;
  const shared = files.filter((file) => extname(file) === '.py').map((file) => ({ file, text: textOf(file) }));
  const found = shared.find(({ text }) => text.split(/\W+/).includes(name));
  return (found ?? shared.find(({ text }) => hasOpenTable(text, kind)))?.file;
}

function rootsOf({ role, compilation }: PluginPlace): string[] {
  const { folder, rolesPath, roles } = compilation;
  const used = [...roles, ...roleChain(role)];
  const beside = [join(folder, 'roles'), ...rolesPath, ...used.map(({ path }) => dirname(path))];
  // Whatever role is used first brings its plugins to all others.
  const neighbours = [...new Set(beside)].flatMap(foldersIn);
  const own = [folder, dirname(folder), ...used.map(({ path }) => path)];
  return [...new Set([...own, ...neighbours, join(homeFolder(), '.ansible'), '/usr/share/ansible'])];
}

function foldersIn(path: string): string[] {
  return namesIn(path)
    .map((name) => join(path, name))
    .filter((inner) => statIfAny(inner)?.isDirectory());
}

function filesIn(path: string): string[] {
  return namesIn(path)
    .map((name) => join(path, name))
    .filter((inner) => statIfAny(inner)?.isFile());
}

/** The names in a folder; none when it is not there, or may not be read. */
function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    // It is only looked into for a name that is wrong already.
    return [];
  }
}

/** The text of a file that is looked into; one that may not be read has none. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
