import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** What the functions are called that make a diagnostic of a code and a message. */
const complaint = /^#?(?:error|warn|refuse|report|wrong|wrongInput|VaultError)$/;

function codesOfSources(): Set<string> {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const codes = new Set<string>();
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const text = readFileSync(join(root, 'src', file), 'utf8');
    for (const [, code] of text.matchAll(/\bcode(?:\s*[:=]|[^'\n]*\?\?)\s*'([a-z]+(?:-[a-z0-9]+)+)'/g))
      codes.add(code!);
    // The one code that is put together: the kinds are those of `PluginUse`.
    if (/code: `unknown-\$\{kind\}`/.test(text))
      for (const kind of ['filter', 'test', 'lookup']) codes.add(`unknown-${kind}`);
    for (const [, call, code] of text.matchAll(/([\w#]+)\(\s*'([a-z]+(?:-[a-z0-9]+)+)',\s/g)) {
      if (complaint.test(call!)) codes.add(code!);
    }
  }
  return codes;
}

function codesOfPage(): string[] {
  const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  const headings = page.split('\n').filter((line) => line.startsWith('### '));
  return headings.flatMap((line) => [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => code!));
}

it('docs/errors.md has a paragraph for every code, and for no other', () => {
  const [said, told] = [[...codesOfSources()].sort(), codesOfPage()];
  expect(
    told.filter((code, index) => told.indexOf(code) !== index),
    'explained twice',
  ).toEqual([]);
  expect(
    said.filter((code) => !told.includes(code)),
    'add a paragraph to docs/errors.md',
  ).toEqual([]);
  expect(
    told.filter((code) => !said.includes(code)),
    'nothing says it any more: take the paragraph away',
  ).toEqual([]);
});
