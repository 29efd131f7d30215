import { existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Keywords } from '../../playbook/syntax.ts';
import { displayPath } from '../../source/display-path.ts';
import type { Span } from '../../source/span.ts';
import { suggest } from '../../source/suggest.ts';
import { reasonToDistrustBeside } from '../../source/trust.ts';
import { statIfAny } from '../../std/stat-if-any.ts';
import type { Role } from '../../vars/role.ts';
import type { Compilation } from '../compilation.ts';
import { pathInAnsibleCfg } from './ansible-cfg.ts';
import { collectionsInEffect, collectionsRoot } from './collections.ts';

/** From where a role is looked for. */
export interface RolePlace {
  readonly file: string;
  readonly keywords: Keywords;
  readonly parent: Role | undefined;
  readonly compilation: Pick<Compilation, 'folder' | 'rolesPath' | 'collectionsPath' | 'diagnostics'>;
}

/** A role's folder, its name without folders, and the collection it lives in. */
export interface FoundRole {
  readonly name: string;
  readonly path: string;
  readonly collection: string | undefined;
}

/** Finds a role by Ansible's search order: `roles/` beside the playbook, the configured path, beside the parent role, beside the file. */
export function findRole(name: string, place: RolePlace): FoundRole | undefined {
  if (isAbsolute(name)) return isFolder(name) ? { name, path: name, collection: undefined } : undefined;
  const qualified = /^(\w+)\.(\w+)\.([\w.-]+)$/.exec(name);
  if (qualified !== null) return findInCollection(`${qualified[1]}.${qualified[2]}`, qualified[3] as string, place);
  for (const collection of collectionsInEffect({ ...place, role: place.parent })) {
    const found = findInCollection(collection, name, place);
    if (found !== undefined) return found;
  }
  const path = searchFolders(place)
    .map((folder) => resolve(folder, name))
    .find((found) => isFolder(found) && isTrusted(found, place));
  return path === undefined ? undefined : { name, path, collection: undefined };
}

function findInCollection(collection: string, role: string, place: RolePlace): FoundRole | undefined {
  const inside = join('ansible_collections', ...collection.split('.'), 'roles', ...role.split('.'));
  const path = collectionFolders(place)
    .map((folder) => resolve(folder, inside))
    .find((found) => isFolder(found) && isTrusted(found, place));
  return path === undefined ? undefined : { name: role, path, collection };
}

/** A role is code: beside a playbook in `/tmp`, anybody may have put one, or the folder of roles. */
function isTrusted(path: string, { compilation }: RolePlace): boolean {
  const { folder, diagnostics } = compilation;
  const above = ['roles', 'collections']
    .map((name) => join(folder, name))
    .filter((root) => path.startsWith(`${root}/`));
  for (const part of [...above, path]) {
    const distrust = reasonToDistrustBeside(part);
    if (distrust === undefined) continue;
    diagnostics.warn('role-not-trusted', `\`${displayPath(part)}\` is passed over: ${distrust.why}`, {
      help: `to use it: \`${distrust.mend}\``,
    });
    return false;
  }
  return true;
}

function searchFolders({ file, parent, compilation }: RolePlace): string[] {
  const beside = parent === undefined ? [] : [dirname(parent.path)];
  const around = [...beside, compilation.folder, dirname(file)];
  return [...new Set([join(compilation.folder, 'roles'), ...compilation.rolesPath, ...around])];
}

function collectionFolders({ compilation, file }: RolePlace): string[] {
  const around = collectionsRoot(file);
  const folders = [join(compilation.folder, 'collections'), ...compilation.collectionsPath];
  return around === undefined ? folders : [...folders, around];
}

/** Complains about a role that no folder has, naming those that were searched. */
export function missingRole(use: { name: string; span: Span }, place: RolePlace): void {
  const folders = searchFolders(place).filter(isFolder);
  const names = folders.flatMap((folder) => readdirSync(folder));
  const meant = suggest(use.name, names);
  place.compilation.diagnostics.error('unknown-role', `there is no role \`${use.name}\``, {
    span: use.span,
    label: 'not found',
    help: meant === undefined ? whereElse(place) : `did you mean \`${meant}\`?`,
  });
}

function whereElse(place: RolePlace): string {
  const searched = searchFolders(place);
  const told = pathInAnsibleCfg('roles_path', place.compilation.folder);
  return told === undefined || told.path.split(':').every((folder) => searched.includes(folder))
    ? `searched in ${searched.join(', ')}`
    : `\`${told.file}\` is not read; to search as it says, add \`--roles-path ${told.path}\``;
}

/** The file (or folder of files, with a final `/`) of one part of a role; `name` is what `tasks_from` and the like give. */
export function findPart(role: string, part: string, name: string | undefined): string | undefined {
  const base = join(role, part, name ?? 'main');
  const file = [`${base}.yml`, `${base}.yaml`, `${base}.json`, base].find(
    (path) => existsSync(path) && !isFolder(path),
  );
  if (file !== undefined) return file;
  return isFolder(base) ? `${base}/` : undefined;
}

function isFolder(path: string): boolean {
  return statIfAny(path)?.isDirectory() ?? false;
}
