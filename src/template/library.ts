import type { Filter } from './filters/filter.ts';
import { filters } from './filters/registry.ts';
import type { Lookup } from './lookups/lookup.ts';
import { lookups } from './lookups/registry.ts';
import type { Plugin } from './syntax/ast.ts';
import { tests } from './tests/registry.ts';
import type { Test } from './tests/test.ts';

/** The collections whose filters, tests and lookups are built in, so that their full names are accepted. */
const collections = [
  'ansible.builtin.',
  'ansible.legacy.',
  'ansible.utils.',
  'ansible.netcommon.',
  'ansible.posix.',
  'community.general.',
];

/** The filter of that name, with or without its collection; `undefined` when there is none. */
export function findFilter(name: string): Filter | undefined {
  return find(filters, name);
}

/** The test of that name, with or without its collection; `undefined` when there is none. */
export function findTest(name: string): Test | undefined {
  return find(tests, name);
}

/** The lookup of that name, with or without its collection; `undefined` when there is none. */
export function findLookup(name: string): Lookup | undefined {
  return find(lookups, name);
}

/** Whether a filter, test or lookup is built in. */
export function exists({ kind, name }: Plugin): boolean {
  return { filter: findFilter, test: findTest, lookup: findLookup }[kind](name) !== undefined;
}

/** The short names of everything of a kind in alphabetical order, for suggestions. */
export function namesOf(kind: 'filter' | 'test' | 'lookup'): string[] {
  return Object.keys({ filter: filters, test: tests, lookup: lookups }[kind]).sort();
}

function find<T>(all: Readonly<Record<string, T>>, name: string): T | undefined {
  if (Object.hasOwn(all, name)) return all[name];
  const collection = collections.find((prefix) => name.startsWith(prefix));
  const short = collection === undefined ? '' : name.slice(collection.length);
  return Object.hasOwn(all, short) ? all[short] : undefined;
}
