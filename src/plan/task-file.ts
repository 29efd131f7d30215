import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Statement } from '../playbook/syntax.ts';
import { readStatements } from '../playbook/task.ts';
import type { Node } from '../source/node.ts';
import type { Span } from '../source/span.ts';
import { parseYaml } from '../source/yaml.ts';
import type { Role } from '../vars/role.ts';
import type { Compilation } from './compilation.ts';

/** Where a relative file name of an import or include is searched from. */
export interface TaskFilePlace {
  readonly file: string;
  readonly role: Role | undefined;
  readonly folder: string;
  /** Whether the role's own `tasks` come before the folder of the file: so it is for an `include_tasks`, and not for an import. */
  readonly roleFirst?: boolean;
}

/** The path of a task file: beside the file that names it, then in the role's `tasks`, then beside the playbook; the first if none exists. */
export function findTaskFile(name: string, place: TaskFilePlace): string {
  if (isAbsolute(name)) return name;
  const beside = dirname(place.file);
  const ofRole = place.role === undefined ? [] : [join(place.role.path, 'tasks'), place.role.path];
  const folders = [
    ...(place.roleFirst === true ? [...ofRole, beside] : [beside, ...ofRole]),
    place.folder,
    join(place.folder, 'tasks'),
  ];
  const paths = folders.map((folder) => resolve(folder, name));
  return paths.find((path) => existsSync(path)) ?? (paths[0] as string);
}

/** Reads a file of tasks; complains at `span`, where it was named, when it cannot be read. */
export function readTaskFile(
  path: string,
  span: Span,
  handler: boolean,
  compilation: Compilation,
): Statement[] | undefined {
  const node = readNode(path, span, compilation);
  return node === undefined ? undefined : readStatements(node, handler ? 'handler' : 'task', compilation);
}

/** Reads and parses a YAML file that the text at `span` names. */
export function readNode(path: string, span: Span, compilation: Compilation): Node | undefined {
  const { sources, diagnostics } = compilation;
  // A playbook is named on the command line, which is no text to show.
  const named = sources.text(span.file) === undefined ? undefined : span;
  const text = diagnostics.collect(() => sources.text(path) ?? sources.read(path), named);
  return text === undefined ? undefined : parseYaml(path, text, diagnostics);
}
