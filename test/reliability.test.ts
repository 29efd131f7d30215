import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

interface Row {
  readonly corner: string;
  /** A file and the titles of tests in it. */
  readonly held: readonly { readonly file: string; readonly titles: readonly string[] }[];
}

/** The rows of `docs/reliability.md`: corner, behaviour, and where it is held. */
const rows: readonly Row[] = readFileSync(join(root, 'docs/reliability.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Corner'))
  .map((line) => line.split(/(?<!\\) \| /))
  .map(([corner = '', , held = '']) => ({ corner: corner.replace(/^\| /, ''), held: places(held) }));

function places(text: string): Row['held'] {
  return [...text.matchAll(/`([^`]+\.test\.ts)`((?: "[^"]+",?)+)/g)].map(([, file = '', titles = '']) => ({
    file,
    titles: [...titles.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title),
  }));
}

test('there are rows', () => {
  expect(rows.length).toBeGreaterThan(50);
});

describe.each(rows.map((row) => [row.corner, row] as const))('%s', (_corner, { held }) => {
  test('is held by tests that are there', () => {
    expect(held.length).toBeGreaterThan(0);
    for (const { file, titles } of held) {
      expect(existsSync(join(root, file)), file).toBe(true);
      const text = readFileSync(join(root, file), 'utf8');
      for (const title of titles) expect(text).toContain(title);
    }
  });
});
