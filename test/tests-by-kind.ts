import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** What starts processes and servers, or plays whole runs that do. */
const starters = /^(?:node:child_process|node:net|ssh2|src\/(?:main|index|connection\/local|demo\/fleet)\.ts)$/;

/**
 * Every test, parted by what it imports: an integration test, or a piece of the rig that it uses, has one of the starters, or a file of `src` that
 * has one itself, or names the built program. A unit test stays in this process and takes milliseconds.
 */
export function testsByKind(): { readonly unit: readonly string[]; readonly integration: readonly string[] } {
  const tests = ['src', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts') && !name.endsWith('.slow.test.ts'))
      .map((name) => `${folder}/${name}`),
  );
  const integration = new Set(tests.filter((test) => needsMachine(test)));
  return { unit: tests.filter((test) => !integration.has(test)), integration: [...integration] };
}

function needsMachine(test: string): boolean {
  const reached = new Set([test]);
  for (const file of reached) {
    const { imports, namesProgram } = read(file);
    if (namesProgram || imports.some((name) => starters.test(name))) return true;
    // Of the sources only those that a test names: what these need in turn is for all of the program.
    if (!isOfTests(file)) continue;
    for (const name of imports) if (isOfTests(name) || /^src\/.*\.ts$/.test(name)) reached.add(name);
  }
  return false;
}

function isOfTests(file: string): boolean {
  return file.startsWith('test/') || file.endsWith('.test.ts');
}

interface Read {
  /** What it imports when it runs; types are not there then. */
  readonly imports: readonly string[];
  readonly namesProgram: boolean;
}

const known = new Map<string, Read>();

function read(file: string): Read {
  const before = known.get(file);
  if (before !== undefined) return before;
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(/^import\s(?!type\b)[^;]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm);
  const imports = [...found].map(([, from, dynamic]) => from ?? dynamic ?? '').map((name) => pathOf(file, name));
  const now = { imports, namesProgram: isOfTests(file) && text.includes('dist/bin/runbook.js') };
  known.set(file, now);
  return now;
}

function pathOf(file: string, specifier: string): string {
  return specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)) : specifier;
}
