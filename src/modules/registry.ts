import { suggest } from '../source/suggest.ts';
import { modules } from './all.ts';
import { knownNames } from './known-names.ts';
import type { Module } from './module.ts';

/**
 * Where a module's name is known: `ours` runs; `elsewhere` exists in Ansible or has the form of a collection's, and fails the task on the
 * hosts that reach it; `unknown` is a slip of the pen.
 */
export type ModuleOrigin = 'ours' | 'elsewhere' | 'unknown';

/** Names that stand where a module's does and that the compiler or the engine handles itself. */
export const reservedNames: readonly string[] = [
  'async_status',
  'gather_facts',
  'import_playbook',
  'import_role',
  'import_tasks',
  'include',
  'include_role',
  'include_tasks',
  'meta',
  'validate_argument_spec',
];

const builtin = /^ansible\.(?:builtin|legacy)\./;
const inCollection = /^[a-z_]\w*(?:\.\w+){2,}$/i;

const byName: ReadonlyMap<string, Module> = new Map(modules.map((module) => [module.name, module]));

/** The module of that name, with or without `ansible.builtin.`; `undefined` when it is not one of ours. */
export function findModule(name: string): Module | undefined {
  return byName.get(name.replace(builtin, ''));
}

/** Tells a module that is here from one that exists elsewhere and from a misspelling. */
export function classify(name: string): ModuleOrigin {
  const short = name.replace(builtin, '');
  if (byName.has(short)) return 'ours';
  const { ansible, redirected } = knownNames();
  if (ansible.has(short)) return 'elsewhere';
  if (short !== name) return 'unknown';
  return redirected.has(name) || inCollection.test(name) ? 'elsewhere' : 'unknown';
}

/** Whether a task's key can be the name of what it does: a module from anywhere, or what the compiler and the engine handle. */
export function isModuleName(name: string): boolean {
  return reservedNames.includes(name.replace(builtin, '')) || classify(name) !== 'unknown';
}

/** The module that a name which nobody knows was probably meant to be, in the form it was written in. */
export function suggestModule(name: string): string | undefined {
  const prefix = builtin.exec(name)?.[0] ?? '';
  const { ansible, redirected } = knownNames();
  const near = suggest(name.slice(prefix.length), [...byName.keys(), ...reservedNames, ...ansible]);
  if (near !== undefined) return prefix + near;
  return prefix === '' ? suggest(name, redirected) : undefined;
}

/** The argument that a module's free-form text goes into; `undefined` when it takes none, or is not one of ours. */
export function freeFormOf(name: string): string | undefined {
  return findModule(name)?.freeForm;
}
