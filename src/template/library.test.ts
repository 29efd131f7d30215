import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filters } from './filters/registry.ts';
import { lookups } from './lookups/registry.ts';
import { tests } from './tests/registry.ts';

/** The names that the tables of a folder's families have, each table exported under a name such as `textFilters`. */
async function namesIn(folder: string, table: RegExp): Promise<string[]> {
  const files = readdirSync(join(import.meta.dirname, folder)).filter((file) => !file.endsWith('.test.ts'));
  const modules: Record<string, object>[] = await Promise.all(files.map((file) => import(`./${folder}/${file}`)));
  const exported = modules.flatMap((module) => Object.entries(module));
  return exported.filter(([name]) => table.test(name)).flatMap(([, family]) => Object.keys(family));
}

describe.each([
  { folder: 'filters', table: /\wFilters$/, registry: filters },
  { folder: 'tests', table: /\wTests$/, registry: tests },
  { folder: 'lookups', table: /\wLookups$/, registry: lookups },
])('the registry of $folder', ({ folder, table, registry }) => {
  it('has every entry of every family, and no two families share a name', async () => {
    expect(Object.keys(registry).sort()).toEqual((await namesIn(folder, table)).sort());
  });
});
