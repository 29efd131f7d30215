import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Diagnostics } from './diagnostic.ts';
import { renderDiagnostics } from './render.ts';
import { Sources } from './sources.ts';
import { parseYaml } from './yaml.ts';

const folder = join(import.meta.dirname, 'golden');
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

/** Each file of `golden/` is a mistake, and the text beside it is what is said of it; `vitest -u` writes the text of a new one. */
test.each(names)('%s', async (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const sources = new Sources();
  const diagnostics = new Diagnostics();
  sources.add(name, text);
  parseYaml(name, text, diagnostics);
  expect(diagnostics.failed).toBe(true);
  const printed = renderDiagnostics(diagnostics.all, sources, { colour: false });
  await expect(`${printed}\n`).toMatchFileSnapshot(join(folder, name.replace(/\.yaml$/, '.txt')));
});
